// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// Slots, tokens and flags that are exchanged: by the functions of C11 and the builtins of GCC.

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <unistd.h>

static atomic_int live, tokens = 64, uncounted;
static atomic_bool busy, neverSet, reset;
static bool locked;

static void *leave(void *counter) {
  sleep(1);
  atomic_fetch_sub((atomic_int *)counter, 1);
  return 0;
}

static bool enter(void) {
  int now = atomic_load(&live);
  do {
    if (now >= 32)
      return false;
  } while (!atomic_compare_exchange_weak(&live, &now, now + 1));
  return true;
}

void byLoop(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    if (!enter())
      continue;
    pthread_t thread;
    pthread_create(&thread, 0, leave, &live);
    // CHECK: swapped_counters.c,[[@LINE-1]],{{.*}},byLoop,pthread_create,32,constant,safe
    pthread_detach(thread);
  }
}

static void *giveToken(void *unused) {
  sleep(1);
  atomic_fetch_add(&tokens, 1);
  return unused;
}

static bool takeToken(void) {
  int now = atomic_load(&tokens);
  while (now > 0)
    if (atomic_compare_exchange_strong(&tokens, &now, now - 1))
      return true;
  return false;
}

void byToken(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    if (!takeToken())
      continue;
    pthread_t thread;
    pthread_create(&thread, 0, giveToken, 0);
    // CHECK: swapped_counters.c,[[@LINE-1]],{{.*}},byToken,pthread_create,64,constant,safe
    pthread_detach(thread);
  }
}

static bool looksOnly(void) {
  int now = atomic_load(&uncounted);
  while (now < 32)
    if (atomic_compare_exchange_strong(&uncounted, &now, now - 1))
      return true;
  return false;
}

void byNone(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    if (!looksOnly())
      continue;
    pthread_t thread;
    pthread_create(&thread, 0, leave, &uncounted);
    // CHECK: swapped_counters.c,[[@LINE-1]],{{.*}},byNone,pthread_create,unbounded,unbounded,dangerous
    pthread_detach(thread);
  }
}

static void *job(void *unused) {
  sleep(1);
  atomic_store(&busy, false);
  return unused;
}

void byExchange(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    if (atomic_exchange(&busy, true))
      continue;
    pthread_t thread;
    pthread_create(&thread, 0, job, 0);
    // CHECK: swapped_counters.c,[[@LINE-1]],{{.*}},byExchange,pthread_create,1,constant,safe
    pthread_detach(thread);
  }
}

static void *unlock(void *unused) {
  sleep(1);
  __atomic_clear(&locked, __ATOMIC_RELEASE);
  return unused;
}

void byBuiltin(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    if (__atomic_test_and_set(&locked, __ATOMIC_ACQUIRE))
      continue;
    pthread_t thread;
    pthread_create(&thread, 0, unlock, 0);
    // CHECK: swapped_counters.c,[[@LINE-1]],{{.*}},byBuiltin,pthread_create,1,constant,safe
    pthread_detach(thread);
  }
}

static void *idle(void *unused) {
  sleep(1);
  return unused;
}

void setsToNone(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    if (atomic_exchange(&neverSet, false))
      continue;
    pthread_t thread;
    pthread_create(&thread, 0, idle, 0);
    // CHECK: swapped_counters.c,[[@LINE-1]],{{.*}},setsToNone,pthread_create,unbounded,unbounded,dangerous
    pthread_detach(thread);
  }
}

void setsBack(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    if (atomic_exchange(&reset, true))
      continue;
    pthread_t thread;
    pthread_create(&thread, 0, idle, 0);
    // CHECK: swapped_counters.c,[[@LINE-1]],{{.*}},setsBack,pthread_create,unbounded,unbounded,dangerous
    pthread_detach(thread);
    atomic_exchange(&reset, false);
  }
}
