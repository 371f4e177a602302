// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s --implicit-check-not=.c,
// One function detaches the unit that it starts, in an array whose other elements another one starts and joins.

#include <pthread.h>
#include <stdio.h>
#include <string.h>

void *search(void *state);
void *clear(void *state);

static pthread_t threads[64];

static void searchAlone(void) {
  pthread_create(&threads[0], NULL, search, NULL);
  // CHECK: detached_elsewhere.c,[[@LINE-1]],{{.*}},searchAlone,pthread_create,outside(the loop at line 43),size,dangerous,{{.}},trip_count,detached
  pthread_detach(threads[0]);
}

static void clearAll(int count) {
  for (int i = 0; i < count; ++i)
    pthread_create(&threads[i], NULL, clear, NULL);
  // CHECK: detached_elsewhere.c,[[@LINE-1]],{{.*}},clearAll,pthread_create,{{.*}},safe,{{.}},{{.*}},joined
  for (int i = 0; i < count; ++i)
    pthread_join(threads[i], NULL);
}

static pthread_t forgotten[64];

/// Here the other function detaches what this one starts.
static void startAll(void) {
  for (int i = 0; i < 64; ++i)
    pthread_create(&forgotten[i], NULL, clear, NULL);
  // CHECK: detached_elsewhere.c,[[@LINE-1]],{{.*}},startAll,pthread_create,64,constant,safe,{{.}},{{.*}},detached
}

static void forgetAll(void) {
  for (int i = 0; i < 64; ++i)
    pthread_detach(forgotten[i]);
}

int main(void) {
  char line[64];
  while (fgets(line, sizeof line, stdin)) {
    if (strcmp(line, "go\n") == 0)
      searchAlone();
    // CHECK: detached_elsewhere.c,[[@LINE-1]],{{.*}},main,pthread_create,{{.*}},dangerous
    else
      clearAll(8);
    startAll();
    // CHECK: detached_elsewhere.c,[[@LINE-1]],{{.*}},main,pthread_create,{{.*}},dangerous
    forgetAll();
  }
}
