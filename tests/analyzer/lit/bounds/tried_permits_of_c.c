// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s --implicit-check-not=.c,
// A permit that a function of C was asked for: what it answers says whether it was had.

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>

void serve(void);
static sem_t places, others;
static void *run(void *data) {
  serve();
  sem_post(&places);
  return data;
}

void equal(pthread_t *thread) {
  sem_init(&places, 0, 3);
  for (;;)
    if (sem_trywait(&places) == 0)
      pthread_create(thread, 0, run, 0);
  // CHECK: tried_permits_of_c.c,[[@LINE-1]],7,equal,pthread_create,3,constant,safe,C,semaphore
}

void isNot(pthread_t *thread) {
  for (;;)
    if (!sem_trywait(&places))
      pthread_create(thread, 0, run, 0);
  // CHECK: tried_permits_of_c.c,[[@LINE-1]],7,isNot,pthread_create,3,constant,safe,C,semaphore
}

void unequal(pthread_t *thread) {
  for (;;) {
    if (sem_trywait(&places) != 0)
      continue;
    pthread_create(thread, 0, run, 0);
    // CHECK: tried_permits_of_c.c,[[@LINE-1]],5,unequal,pthread_create,3,constant,safe,C,semaphore
  }
}

void kept(pthread_t *thread) {
  for (;;) {
    int answer = sem_trywait(&places);
    if (answer < 0)
      continue;
    pthread_create(thread, 0, run, 0);
    // CHECK: tried_permits_of_c.c,[[@LINE-1]],5,kept,pthread_create,3,constant,safe,C,semaphore
  }
}

void waited(pthread_t *thread) {
  for (;;)
    if (sem_wait(&places) == 0)
      pthread_create(thread, 0, run, 0);
  // CHECK: tried_permits_of_c.c,[[@LINE-1]],7,waited,pthread_create,3,constant,safe,C,semaphore
}

void interrupted(pthread_t *thread) {
  for (;;) {
    while (sem_wait(&places) == -1 && errno == EINTR)
      ;
    pthread_create(thread, 0, run, 0);
    // CHECK: tried_permits_of_c.c,[[@LINE-1]],5,interrupted,pthread_create,3,constant,safe,C,semaphore
  }
}

// It was not had.

void refused(pthread_t *thread) {
  for (;;)
    if (sem_trywait(&places))
      pthread_create(thread, 0, run, 0);
  // CHECK: tried_permits_of_c.c,[[@LINE-1]],7,refused,pthread_create,unbounded,unbounded,dangerous
}

void refusedByNumber(pthread_t *thread) {
  for (;;)
    if (sem_trywait(&places) < 0)
      pthread_create(thread, 0, run, 0);
  // CHECK: tried_permits_of_c.c,[[@LINE-1]],7,refusedByNumber,pthread_create,unbounded,unbounded,dangerous
}

// Or not asked for on the way.
void perhaps(pthread_t *thread, int fast) {
  for (;;)
    if (fast || sem_wait(&places) == 0)
      pthread_create(thread, 0, run, 0);
  // CHECK: tried_permits_of_c.c,[[@LINE-1]],7,perhaps,pthread_create,unbounded,unbounded,dangerous
}
