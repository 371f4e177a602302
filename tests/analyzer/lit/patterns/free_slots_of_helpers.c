// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s
// A helper that finds a free slot, or says that there is none, is a gate.

#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>
#define MOST 50
static int clients[MOST];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int add(int fd) {
    int found = -1;
    pthread_mutex_lock(&lock);
    for (int i = 0; i < MOST; ++i)
        if (clients[i] == 0) { clients[i] = fd; found = 0; break; }
    pthread_mutex_unlock(&lock);
    return found;
}
static void drop(int fd) {
    pthread_mutex_lock(&lock);
    for (int i = 0; i < MOST; ++i) if (clients[i] == fd) clients[i] = 0;
    pthread_mutex_unlock(&lock);
}
static void *serve(void *arg) { int fd = (int)(long)arg; char b; while (read(fd, &b, 1) > 0) {} drop(fd); close(fd); return NULL; }
int main() {
    for (;;) {
        int fd = accept(3, 0, 0);
        if (add(fd) != 0) { close(fd); continue; }
        pthread_t t;
        pthread_create(&t, NULL, serve, (void *)(long)fd);
        // CHECK: free_slots_of_helpers.c,[[@LINE-1]],{{.*}},50,constant,safe
    }
}
