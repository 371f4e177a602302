// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// A handle in a struct that helpers start and join by its address, as programs in C do.

#include <pthread.h>
#include <stdlib.h>

void *work(void *);
void read_in(int);
int more(void);
struct worker {
  pthread_t id;
};

static void start(struct worker *w) {
  pthread_create(&w->id, 0, work, 0);
  // CHECK: helpers_of_c.c,[[@LINE-1]],3,start,pthread_create,unbounded,unbounded,dangerous
}
static void join(struct worker *w) { pthread_join(w->id, 0); }

void joined_by_a_helper(void) {
  while (more()) {
    struct worker w;
    start(&w);
    // CHECK: helpers_of_c.c,[[@LINE-1]],5,joined_by_a_helper,pthread_create,1,constant,safe
    join(&w);
  }
}

void joined_by_itself(void) {
  while (more()) {
    struct worker w;
    start(&w);
    // CHECK: helpers_of_c.c,[[@LINE-1]],5,joined_by_itself,pthread_create,1,constant,safe
    pthread_join(w.id, 0);
  }
}

void another_is_joined(struct worker *older) {
  while (more()) {
    struct worker *w = malloc(sizeof *w);
    start(w);
    // CHECK: helpers_of_c.c,[[@LINE-1]],5,another_is_joined,pthread_create,unbounded,unbounded,dangerous
    join(older);
  }
}

void joined_at_times(int wanted) {
  while (more()) {
    struct worker w;
    start(&w);
    // CHECK: helpers_of_c.c,[[@LINE-1]],5,joined_at_times,pthread_create,unbounded,unbounded,dangerous
    if (wanted)
      join(&w);
  }
}

static struct worker *launch(void) {
  struct worker *w = malloc(sizeof *w);
  pthread_create(&w->id, 0, work, 0);
  // CHECK: helpers_of_c.c,[[@LINE-1]],3,launch,pthread_create,unbounded,unbounded,dangerous
  return w;
}
static void compress(int path) {
  struct worker *writer = launch();
  read_in(path);
  join(writer);
}
void waited_for_below(void) { // compress() waits for what it starts
  while (more())
    compress(1);
}

static void forget(int path) {
  launch();
  read_in(path);
}
void not_waited_for(void) {
  while (more())
    forget(1);
  // CHECK: helpers_of_c.c,[[@LINE-1]],5,not_waited_for,pthread_create,unbounded,unbounded,dangerous
}
