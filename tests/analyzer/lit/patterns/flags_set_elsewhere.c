// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu17 | FileCheck %s --implicit-check-not=.c,
// A flag that the code sets for other reasons than that a unit starts lets none or all start.

#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

void *work(void *);
int next(void);

// An option, set before the loop.
int option(int argc, char **argv) {
  int quiet = 0, letter;
  while ((letter = getopt(argc, argv, "q")) != -1)
    if (letter == 'q')
      quiet = 1;
  for (;;) {
    const int client = accept(3, NULL, NULL);
    if (quiet || client < 0)
      continue;
    pthread_t thread;
    pthread_create(&thread, NULL, work, NULL);
    // CHECK: flags_set_elsewhere.c,[[@LINE-1]],5,option,pthread_create,unbounded,unbounded,dangerous,D,none
    pthread_detach(thread);
  }
}

// Before the test, in the round.
static int full;
void before_the_test(void) {
  for (;;) {
    const int client = accept(3, NULL, NULL);
    if (client > 100)
      full = 1;
    if (full)
      continue;
    pthread_t thread;
    pthread_create(&thread, NULL, work, NULL);
    // CHECK: flags_set_elsewhere.c,[[@LINE-1]],5,before_the_test,pthread_create,unbounded,unbounded,dangerous,D,none
    pthread_detach(thread);
  }
}

// In another arm than the spawn.
static int stopped;
void another_arm(void) {
  for (;;) {
    const int client = accept(3, NULL, NULL);
    if (stopped)
      continue;
    if (client > 100) {
      stopped = 1;
    } else {
      pthread_t thread;
      pthread_create(&thread, NULL, work, NULL);
      // CHECK: flags_set_elsewhere.c,[[@LINE-1]],7,another_arm,pthread_create,unbounded,unbounded,dangerous,D,none
      pthread_detach(thread);
    }
  }
}

// Behind the loop in which units start.
static int done;
void behind_the_loop(void) {
  for (;;) {
    while (next()) {
      if (done)
        continue;
      pthread_t thread;
      pthread_create(&thread, NULL, work, NULL);
      // CHECK: flags_set_elsewhere.c,[[@LINE-1]],7,behind_the_loop,pthread_create,unbounded,unbounded,dangerous,D,none
      pthread_detach(thread);
    }
    done = 1;
  }
}

// Where a unit starts: before it, behind it, and where the start has not failed.
static int started;
void where_it_starts(void) {
  for (;;) {
    if (started)
      continue;
    started = 1;
    pthread_t thread;
    pthread_create(&thread, NULL, work, NULL);
    // CHECK: flags_set_elsewhere.c,[[@LINE-1]],5,where_it_starts,pthread_create,1,constant,safe,C,once
    pthread_detach(thread);
  }
}
static int running;
void where_it_has_started(void) {
  for (;;) {
    const int client = accept(3, NULL, NULL);
    if (client < 0 || running)
      continue;
    pthread_t thread;
    if (pthread_create(&thread, NULL, work, NULL) == 0)
      // CHECK: flags_set_elsewhere.c,[[@LINE-1]],9,where_it_has_started,pthread_create,1,constant,safe,C,once
      running = 1;
  }
}
