// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// A counter of C11 that is asked, raised and lowered by its functions, and by the builtins that they stand for.

#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

static atomic_int live;
static int running;

static void *serve(void *socket) {
  close((int)(long)socket);
  atomic_fetch_sub(&live, 1);
  return 0;
}

void byFunctions(int listener) {
  for (;;) {
    long socket = accept(listener, 0, 0);
    if (atomic_load(&live) >= 100) {
      close((int)socket);
      continue;
    }
    atomic_fetch_add(&live, 1);
    pthread_t thread;
    pthread_create(&thread, 0, serve, (void *)socket);
    // CHECK: atomics_of_c.c,[[@LINE-1]],{{.*}},byFunctions,pthread_create,100,constant,safe
    pthread_detach(thread);
  }
}

static void *serveToo(void *socket) {
  close((int)(long)socket);
  __atomic_fetch_sub(&running, 1, __ATOMIC_SEQ_CST);
  return 0;
}

void byBuiltins(int listener) {
  for (;;) {
    long socket = accept(listener, 0, 0);
    if (__atomic_load_n(&running, __ATOMIC_SEQ_CST) >= 50) {
      close((int)socket);
      continue;
    }
    __atomic_fetch_add(&running, 1, __ATOMIC_SEQ_CST);
    pthread_t thread;
    pthread_create(&thread, 0, serveToo, (void *)socket);
    // CHECK: atomics_of_c.c,[[@LINE-1]],{{.*}},byBuiltins,pthread_create,50,constant,safe
    pthread_detach(thread);
  }
}

static int started;
static void *serveThen(void *socket) {
  close((int)(long)socket);
  __sync_fetch_and_sub(&started, 1);
  return 0;
}

void byOlderBuiltins(int listener) {
  for (;;) {
    long socket = accept(listener, 0, 0);
    if (started >= 30) {
      close((int)socket);
      continue;
    }
    __sync_fetch_and_add(&started, 1);
    pthread_t thread;
    pthread_create(&thread, 0, serveThen, (void *)socket);
    // CHECK: atomics_of_c.c,[[@LINE-1]],{{.*}},byOlderBuiltins,pthread_create,30,constant,safe
    pthread_detach(thread);
  }
}

static long busy;
void onceByOlderBuiltins(int listener) {
  for (;;) {
    long socket = accept(listener, 0, 0);
    if (!__sync_bool_compare_and_swap(&busy, 0, 1))
      continue;
    pthread_t thread;
    pthread_create(&thread, 0, serveThen, (void *)socket);
    // CHECK: atomics_of_c.c,[[@LINE-1]],{{.*}},onceByOlderBuiltins,pthread_create,1,constant,safe
  }
}
