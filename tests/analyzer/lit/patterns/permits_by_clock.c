// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// Permits that a clock gives out, several each time, limit a rate and no number of units.

#include <pthread.h>
#include <semaphore.h>
#include <sys/socket.h>
#include <unistd.h>

static sem_t rate, places;
int finished(void);

static void *refill(void *unused) {
  for (;;) {
    sleep(1);
    for (int i = 0; i < 8; ++i)
      sem_post(&rate);
  }
  return unused;
}

static void *giveBack(void *unused) {
  for (;;) {
    sleep(1);
    for (int i = finished(); i > 0; --i)
      sem_post(&places);
  }
  return unused;
}

static void *work(void *unused) {
  sleep(1);
  return unused;
}

int main(void) {
  sem_init(&rate, 0, 8);
  sem_init(&places, 0, 9);
  pthread_t helper, thread;
  pthread_create(&helper, 0, refill, 0);
  // CHECK: permits_by_clock.c,[[@LINE-1]],{{.*}},main,pthread_create,1,constant,safe
  pthread_create(&helper, 0, giveBack, 0);
  // CHECK: permits_by_clock.c,[[@LINE-1]],{{.*}},main,pthread_create,1,constant,safe
  for (;;) {
    accept(3, 0, 0);
    sem_wait(&rate);
    pthread_create(&thread, 0, work, 0);
    // CHECK: permits_by_clock.c,[[@LINE-1]],{{.*}},main,pthread_create,unbounded,unbounded,dangerous
    accept(3, 0, 0);
    sem_wait(&places);
    pthread_create(&thread, 0, work, 0);
    // CHECK: permits_by_clock.c,[[@LINE-1]],{{.*}},main,pthread_create,9,constant,safe
  }
}
