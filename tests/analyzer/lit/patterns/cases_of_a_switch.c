// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu17 | FileCheck %s --implicit-check-not=.c,
// A test in one case of a switch says nothing of another case; one before the switch, or in the case itself, does.

#include <pthread.h>

int next(void);
void *work(void *);

static int busy;
void another(void) {
  for (;;) {
    switch (next()) {
    case 1:
      if (busy)
        continue;
      busy = 1;
      break;
    case 2: {
      pthread_t thread;
      pthread_create(&thread, NULL, work, NULL);
      // CHECK: cases_of_a_switch.c,[[@LINE-1]],7,another,pthread_create,unbounded,unbounded,dangerous,D,none
      pthread_detach(thread);
    }
    }
  }
}

static int held;
void fallen_into(void) {
  for (;;) {
    switch (next()) {
    case 1:
      if (held)
        continue;
      held = 1;
    default: {
      pthread_t thread;
      pthread_create(&thread, NULL, work, NULL);
      // CHECK: cases_of_a_switch.c,[[@LINE-1]],7,fallen_into,pthread_create,unbounded,unbounded,dangerous,D,none
      pthread_detach(thread);
    }
    }
  }
}

static int live;
void counted_in_another(void) {
  for (;;) {
    if (live >= 8)
      continue;
    switch (next()) {
    case 1:
      ++live;
      break;
    case 2: {
      pthread_t thread;
      pthread_create(&thread, NULL, work, NULL);
      // CHECK: cases_of_a_switch.c,[[@LINE-1]],7,counted_in_another,pthread_create,unbounded,unbounded,dangerous,D,none
      pthread_detach(thread);
    }
    }
  }
}

static int started;
void same(void) {
  for (;;) {
    switch (next()) {
    case 1:
      break;
    case 2: {
      if (started)
        continue;
      started = 1;
      pthread_t thread;
      pthread_create(&thread, NULL, work, NULL);
      // CHECK: cases_of_a_switch.c,[[@LINE-1]],7,same,pthread_create,1,constant,safe,C,once
      pthread_detach(thread);
    }
    }
  }
}

static int running;
void before(void) {
  for (;;) {
    if (running)
      continue;
    switch (next()) {
    case 1:
      break;
    case 2: {
      running = 1;
      pthread_t thread;
      pthread_create(&thread, NULL, work, NULL);
      // CHECK: cases_of_a_switch.c,[[@LINE-1]],7,before,pthread_create,1,constant,safe,C,once
      pthread_detach(thread);
    }
    }
  }
}

// A flag that is turned over in each round lets every second one pass.
static int flip;
void turned_over(void) {
  for (;;) {
    flip ^= 1;
    if (flip)
      continue;
    pthread_t thread;
    pthread_create(&thread, NULL, work, NULL);
    // CHECK: cases_of_a_switch.c,[[@LINE-1]],5,turned_over,pthread_create,unbounded,unbounded,dangerous,D,none
    pthread_detach(thread);
  }
}
static int up;
void turned_up(void) {
  for (;;) {
    if (up)
      continue;
    up ^= 1;
    pthread_t thread;
    pthread_create(&thread, NULL, work, NULL);
    // CHECK: cases_of_a_switch.c,[[@LINE-1]],5,turned_up,pthread_create,1,constant,safe,C,once
    pthread_detach(thread);
  }
}
