// RUN: %audit -q --exit-zero --format csv --root %S %s -- -D_GNU_SOURCE | FileCheck %s
// A join that may give up collects nothing.

#include <pthread.h>
#include <sys/socket.h>
#include <time.h>

void *work(void *connection);

void tries(void) {
  for (;;) {
    long c = accept(3, 0, 0);
    pthread_t t;
    pthread_create(&t, 0, work, (void *)c);
    // CHECK: timed_joins.c,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
    pthread_tryjoin_np(t, 0);
  }
}

void waitsForAWhile(void) {
  for (;;) {
    long c = accept(3, 0, 0);
    pthread_t t;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    pthread_create(&t, 0, work, (void *)c);
    // CHECK: timed_joins.c,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
    pthread_timedjoin_np(t, 0, &now);
  }
}
