// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// A permit that is given back where no unit has started goes with each that has.

#include <pthread.h>
#include <semaphore.h>
#include <sys/socket.h>
#include <unistd.h>

static sem_t places;

static void *serve(void *unused) {
  sleep(1);
  sem_post(&places);
  return unused;
}

void givenBackWhereItFails(int listener) {
  sem_init(&places, 0, 12);
  for (;;) {
    accept(listener, 0, 0);
    sem_wait(&places);
    pthread_t thread;
    if (pthread_create(&thread, 0, serve, 0) != 0) {
      // CHECK: permits_without_start.c,[[@LINE-1]],{{.*}},givenBackWhereItFails,pthread_create,12,constant,safe
      sem_post(&places);
      continue;
    }
    pthread_detach(thread);
  }
}

void givenBackOtherwise(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    sem_wait(&places);
    pthread_t thread;
    if (!pthread_create(&thread, 0, serve, 0))
      // CHECK: permits_without_start.c,[[@LINE-1]],{{.*}},givenBackOtherwise,pthread_create,12,constant,safe
      pthread_detach(thread);
    else
      sem_post(&places);
  }
}

static sem_t rate;
static void *work(void *unused) {
  sleep(1);
  return unused;
}

void givenBackWhereItStarts(int listener) {
  sem_init(&rate, 0, 12);
  for (;;) {
    accept(listener, 0, 0);
    sem_wait(&rate);
    pthread_t thread;
    if (pthread_create(&thread, 0, work, 0) == 0) {
      // CHECK: permits_without_start.c,[[@LINE-1]],{{.*}},givenBackWhereItStarts,pthread_create,unbounded,unbounded,dangerous
      pthread_detach(thread);
      sem_post(&rate);
    }
  }
}

void givenBackElse(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    sem_wait(&rate);
    pthread_t thread;
    if (pthread_create(&thread, 0, work, 0))
      // CHECK: permits_without_start.c,[[@LINE-1]],{{.*}},givenBackElse,pthread_create,unbounded,unbounded,dangerous
      continue;
    else
      sem_post(&rate);
  }
}
