// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu17 | FileCheck %s --implicit-check-not=.c,
// A function pointer that is given what starts units starts them, too.

#include <pthread.h>
#include <unistd.h>

typedef int create_type(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
static create_type *create = pthread_create;
static create_type *other;
void *work(void *);

int start(pthread_t *thread, void *(*entry)(void *), void *argument) {
  return create(thread, NULL, entry, argument);
  // CHECK: behind_pointers.c,[[@LINE-1]],10,start,pthread_create,unbounded,unbounded,dangerous
}
void unknownOne(pthread_t *thread) { other(thread, NULL, work, NULL); }

void serve(void) {
  for (;;) {
    pthread_t thread;
    pause();
    start(&thread, work, NULL);
    // CHECK: behind_pointers.c,[[@LINE-1]],5,serve,pthread_create,unbounded,unbounded,dangerous,E
  }
}
