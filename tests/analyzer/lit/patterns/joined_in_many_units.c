// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s
// A unit that another waits for is one for each of those that run at once. The alarm stands at
// these, and the row of the other names them.

#include <pthread.h>
#include <stdio.h>
#include <sys/socket.h>
static void *serve(void *arg) {
    char command[64] = "date";
    for (;;) {
        FILE *out = popen(command, "r");
        // CHECK: joined_in_many_units.c,[[@LINE-1]]{{.*}},1,constant,safe,{{.*}}so many in each of the units that start here, and nothing bounds these
        if (!out) break;
        pclose(out);
    }
    return NULL;
}
int main() {
    for (;;) {
        int c = accept(3, 0, 0);
        pthread_t t;
        pthread_create(&t, NULL, serve, (void *)(long)c);
        // CHECK: joined_in_many_units.c,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
    }
}

// In a counted number of units it is one for each of these.
static void *polls(void *arg) {
    for (;;) {
        FILE *out = popen("uptime", "r");
        // CHECK: joined_in_many_units.c,[[@LINE-1]],{{.*}},4,constant,safe,C,join,{{.*}}1 in each of the units that start here, 4 at most
        if (!out) break;
        pclose(out);
    }
    return arg;
}
void start(void) {
    for (int i = 0; i < 4; ++i) {
        pthread_t t;
        pthread_create(&t, NULL, polls, NULL);
    }
}

// What comes to it through a call is one more, and a unit is in one place at a time.
static void asks(void) {
    FILE *out = popen("date", "r");
    // CHECK: joined_in_many_units.c,[[@LINE-1]],{{.*}},5,constant,safe,{{.*}}1 in each of the units that start here, 5 at most
    if (out) pclose(out);
}
static void *asks_in_thread(void *arg) {
    asks();
    asks();
    return arg;
}
void both(void) {
    pthread_t t[4];
    asks();
    for (int i = 0; i < 4; ++i)
        pthread_create(&t[i], NULL, asks_in_thread, NULL);
    for (int i = 0; i < 4; ++i)
        pthread_join(t[i], NULL);
}
