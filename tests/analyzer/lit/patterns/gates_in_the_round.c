// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu17 | FileCheck %s --implicit-check-not=.c,
// A test in each round says more than one before the loop.

#include <pthread.h>

enum { MOST = 100 };
void *work(void *);
int prepare(void);

int filled(void) {
  pthread_t threads[MOST];
  int error = prepare(), count = 0;
  if (error)
    return 1;
  do {
    if (count == MOST)
      break;
    error = pthread_create(&threads[count], NULL, work, NULL);
    // CHECK: gates_in_the_round.c,[[@LINE-1]],13,filled,pthread_create,100,constant,safe,C,semaphore
    if (!error)
      count++;
  } while (!error);
  return 0;
}

// The one before the loop alone lets as many through as the loop has rounds.
int until_it_fails(void) {
  pthread_t thread;
  int error = prepare();
  if (error)
    return 1;
  do
    error = pthread_create(&thread, NULL, work, NULL);
    // CHECK: gates_in_the_round.c,[[@LINE-1]],13,until_it_fails,pthread_create,unbounded,unbounded,dangerous,C,none
  while (!error);
  return 0;
}
