// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s
// What a counter lets start once stays once, however many calls come to it and through what loops.

#include <pthread.h>
#include <sys/socket.h>
static int started;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
void *work(void *);
static int startOne(pthread_t *thread) {
    return pthread_create(thread, 0, work, 0);
}
static void startWorkers(void) {
    static pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        startOne(&threads[i]);
    // CHECK: started_once_by_many.c,[[@LINE-1]],{{.*}},4,constant,safe
}
void ensureStarted(void) {
    pthread_mutex_lock(&lock);
    if (started++ == 0)
        startWorkers();
    pthread_mutex_unlock(&lock);
}
int main() {
    for (;;) {
        accept(3, 0, 0);
        ensureStarted();
    }
}
