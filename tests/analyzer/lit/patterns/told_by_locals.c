// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// A local that keeps the answer of a test decides later, under no lock, whether a unit starts.

#include <pthread.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <unistd.h>

static pthread_mutex_t mutex;
static int active, counted, forgotten, wrong, both, other;

static void *serve(void *counter) {
  sleep(1);
  pthread_mutex_lock(&mutex);
  --*(int *)counter;
  pthread_mutex_unlock(&mutex);
  return 0;
}

static void start(int *counter) {
  pthread_t thread;
  if (pthread_create(&thread, 0, serve, counter) == 0)
    // CHECK-DAG: told_by_locals.c,[[@LINE-1]],{{.*}},start,pthread_create,unbounded,unbounded,dangerous
    pthread_detach(thread);
}

void keepsTheTest(int listener) {
  for (;;) {
    int client = accept(listener, 0, 0);
    pthread_mutex_lock(&mutex);
    const bool full = active >= 16;
    if (!full)
      ++active;
    pthread_mutex_unlock(&mutex);
    if (full) {
      close(client);
      continue;
    }
    start(&active);
    // CHECK-DAG: told_by_locals.c,[[@LINE-1]],{{.*}},keepsTheTest,pthread_create,16,constant,safe
  }
}

void keepsTheSuccess(int listener) {
  for (;;) {
    int client = accept(listener, 0, 0);
    bool ok = false;
    pthread_mutex_lock(&mutex);
    if (counted < 20) {
      ++counted;
      ok = true;
    }
    pthread_mutex_unlock(&mutex);
    if (!ok) {
      close(client);
      continue;
    }
    start(&counted);
    // CHECK-DAG: told_by_locals.c,[[@LINE-1]],{{.*}},keepsTheSuccess,pthread_create,20,constant,safe
  }
}

void neverForgets(int listener) {
  bool ok = false; // true ever after the first
  for (;;) {
    accept(listener, 0, 0);
    if (forgotten < 20) {
      ++forgotten;
      ok = true;
    }
    if (!ok)
      continue;
    start(&forgotten);
    // CHECK-DAG: told_by_locals.c,[[@LINE-1]],{{.*}},neverForgets,pthread_create,unbounded,unbounded,dangerous
  }
}

void raisesWhereFull(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    const bool full = wrong >= 16;
    if (full)
      ++wrong;
    if (full)
      continue;
    start(&wrong);
    // CHECK-DAG: told_by_locals.c,[[@LINE-1]],{{.*}},raisesWhereFull,pthread_create,unbounded,unbounded,dangerous
  }
}

void succeedsOtherwise(int listener, bool isFriend) {
  for (;;) {
    accept(listener, 0, 0);
    bool ok = false;
    if (both < 20) {
      ++both;
      ok = true;
    }
    if (isFriend)
      ok = true;
    if (!ok)
      continue;
    start(&both);
    // CHECK-DAG: told_by_locals.c,[[@LINE-1]],{{.*}},succeedsOtherwise,pthread_create,unbounded,unbounded,dangerous
  }
}

void changesItsMind(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    bool full = other >= 16;
    if (!full)
      ++other;
    full = false;
    if (full)
      continue;
    start(&other);
    // CHECK-DAG: told_by_locals.c,[[@LINE-1]],{{.*}},changesItsMind,pthread_create,unbounded,unbounded,dangerous
  }
}
