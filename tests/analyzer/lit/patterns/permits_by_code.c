// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s
// A helper that tests and raises a count and answers by a code is a gate.

#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>
static int live;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int add(void) {
    pthread_mutex_lock(&lock);
    if (live >= 50) { pthread_mutex_unlock(&lock); return -1; }
    live++;
    pthread_mutex_unlock(&lock);
    return 0;
}
static void *serve(void *arg) { pthread_mutex_lock(&lock); live--; pthread_mutex_unlock(&lock); return arg; }
int main() {
    for (;;) {
        int fd = accept(3, 0, 0);
        if (add() != 0) { close(fd); continue; }
        pthread_t t;
        pthread_create(&t, 0, serve, 0);
        // CHECK: permits_by_code.c,[[@LINE-1]],{{.*}},50,constant,safe
    }
}
