// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s
// A function that the rules name and whose body is seen starts one unit by each call, and not one
// more behind it.

#include <pthread.h>
typedef pthread_t uv_thread_t;
typedef struct { unsigned flags; } uv_thread_options_t;
int uv_thread_create_ex(uv_thread_t *tid, const uv_thread_options_t *o, void (*entry)(void *), void *arg) {
    return pthread_create(tid, 0, (void *(*)(void *))entry, arg);
    // CHECK: apis_and_their_bodies.c,[[@LINE-1]],{{.*}},pthread_create,1,constant,safe
}
void work(void *);
void start(uv_thread_t *t, int n) {
    for (int i = 0; i < n; i++) uv_thread_create_ex(t + i, 0, work, 0);
    // CHECK: apis_and_their_bodies.c,[[@LINE-1]],{{.*}},uv_thread_create_ex,config(n),config,safe
    // CHECK-NOT: apis_and_their_bodies.c,[[@LINE-2]]
}
