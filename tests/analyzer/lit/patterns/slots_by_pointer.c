// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu17 | FileCheck %s --implicit-check-not=.c,
// As many slots as the search for a free one looks at let so many live, wherever they were made.

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { MOST = 100 };
struct place {
  char *flags;
  int slot;
};
static char *make_flags(int count) {
  char *flags = malloc(count);
  memset(flags, 0, count);
  return flags;
}
static int take(char *flags, int count) {
  int found = -1;
  for (int i = 0; i < count; ++i) {
    if (flags[i] == 0) {
      flags[i] = 1;
      found = i;
      break;
    }
  }
  return found;
}
static void give(char *flag) { *flag = 0; }
static void *serve(void *argument) {
  struct place *place = argument;
  give(place->flags + place->slot);
  return NULL;
}
int main(void) {
  char *flags = make_flags(MOST);
  pthread_t threads[MOST];
  for (;;) {
    accept(3, NULL, NULL);
    const int slot = take(flags, MOST);
    if (slot == -1)
      continue;
    struct place *place = malloc(sizeof *place);
    place->flags = flags;
    place->slot = slot;
    pthread_create(threads + slot, NULL, serve, place);
    // CHECK: slots_by_pointer.c,[[@LINE-1]],5,main,pthread_create,"min(100, size(make_flags()))",constant,safe,C,once
  }
}

// One that is found and not taken may be found again.
static int look(const char *flags, int count) {
  for (int i = 0; i < count; ++i)
    if (flags[i] == 0)
      return i;
  return -1;
}
void found_again(char *flags) {
  for (;;) {
    accept(3, NULL, NULL);
    if (look(flags, MOST) == -1)
      continue;
    pthread_t thread;
    pthread_create(&thread, NULL, serve, NULL);
    // CHECK: slots_by_pointer.c,[[@LINE-1]],5,found_again,pthread_create,unbounded,unbounded,dangerous,C,none
  }
}
