// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// Threads of C11, and POSIX from C.

#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdlib.h>
#include <sys/types.h>
#include <threads.h>
#include <unistd.h>

static int run(void *data) { return data != 0; }
static void *entry(void *data) { return data; }

enum { workers = 6 };

void c11_threads(void) {
  thrd_t ids[workers];
  for (int i = 0; i < workers; ++i)
    thrd_create(&ids[i], run, NULL);
  // CHECK: c11.c,[[@LINE-1]],5,c11_threads,thrd_create,6,constant,safe,C,trip_count,joined
  for (int i = 0; i < workers; ++i)
    thrd_join(ids[i], NULL);
}

void c11_detached(void) {
  thrd_t id;
  thrd_create(&id, run, NULL);
  // CHECK: c11.c,[[@LINE-1]],3,c11_detached,thrd_create,1,constant,safe,B,none,detached
  thrd_detach(id);
}

void posix_threads(int count) {
  pthread_t *ids = malloc(count * sizeof *ids);
  for (int i = 0; i < count; i++)
    pthread_create(ids + i, NULL, entry, NULL);
  // CHECK: c11.c,[[@LINE-1]],5,posix_threads,pthread_create,config(count),config,safe,C,trip_count,joined
  for (int i = 0; i < count; i++)
    pthread_join(ids[i], NULL);
  free(ids);
}

int main(void) {
  if (fork() == 0)
  // CHECK: c11.c,[[@LINE-1]],7,main,fork,1,constant,safe
    return 0;
  return 0;
}
