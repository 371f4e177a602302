// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s
// A count that is stepped once in each round is at most the rounds.

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>
void *work(void *);

// In a loop that counts, from none.
static struct { struct { int *entries; size_t size; } map; pthread_t *threads; } conf;
static void prepare(size_t n) {
    conf.map.size = 0;
    conf.map.entries = malloc(n * sizeof(int));
    for (size_t i = 0; i < n; i++) conf.map.entries[conf.map.size++] = -1;
}

// In a loop over the input.
static int lines;
static void readAll(void) {
    char line[80];
    while (fgets(line, sizeof line, stdin)) lines++;
}

// Where the loop keeps the count below a limit, it is the limit.
static void startMany(int count) {
    pthread_t t;
    for (int i = 0; i < count; ++i)
        pthread_create(&t, NULL, work, NULL);
        // CHECK: counts_stepped.c,[[@LINE-1]],{{.*}},256,constant,safe
}
static void measure(void) {
    for (int count = 1; count <= 64; count *= 4)
        startMany(count);
}

// In each round of a loop that does not end there is no such number.
static int seen;
static void *listens(void *arg) {
    for (;;) { accept(3, 0, 0); seen++; }
    return arg;
}
int main(int argc, char **argv) {
    pthread_t t;
    measure();
    prepare(argc > 1 ? atoi(argv[1]) : sysconf(_SC_NPROCESSORS_ONLN));
    for (size_t i = 1; i != conf.map.size; ++i)
        pthread_create(&t, NULL, work, (void *)i);
        // CHECK: counts_stepped.c,[[@LINE-1]],{{.*}},"{{.*}}",config,safe
    readAll();
    for (int i = 0; i < lines; ++i)
        pthread_create(&t, NULL, work, NULL);
        // CHECK: counts_stepped.c,[[@LINE-1]],{{.*}},size,{{(risky|dangerous)}}
    pthread_create(&t, NULL, listens, NULL);
    for (int i = 0; i < seen; ++i)
        pthread_create(&t, NULL, work, NULL);
        // CHECK: counts_stepped.c,[[@LINE-1]],{{.*}},unknown(the value of seen),unknown,risky
    pause();
}
