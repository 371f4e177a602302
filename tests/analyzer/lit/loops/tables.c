// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s --implicit-check-not=.c,
// A table that the code writes down has as many elements as it says; other arrays what the data has.

#include <pthread.h>
#include <stddef.h>

void *work(void *);

static void start(void *argument) {
  pthread_t thread;
  pthread_create(&thread, NULL, work, argument);
  // CHECK: tables.c,[[@LINE-1]],3,start,pthread_create
  pthread_detach(thread);
}

struct command {
  const char *name;
  void *argument;
};
static const struct command commands[] = {{"a", 0}, {"b", 0}, {NULL, NULL}};

void walksByIndex(void) {
  for (int i = 0; commands[i].name != NULL; i++)
    start(commands[i].argument);
  // CHECK: tables.c,[[@LINE-1]],5,walksByIndex,pthread_create,3,constant,safe
}

void walksByPointer(void) {
  for (const struct command *command = commands; command->name; ++command)
    start(command->argument);
  // CHECK: tables.c,[[@LINE-1]],5,walksByPointer,pthread_create,3,constant,safe
}

void walksWhatItIsGiven(const struct command *given) {
  for (; given->name; ++given)
    start(given->argument);
  // CHECK: tables.c,[[@LINE-1]],5,walksWhatItIsGiven,pthread_create,size(given),size,risky
}

struct node {
  struct node *next;
};

void walksAList(struct node *list) {
  for (; list->next; list = list->next)
    start(list);
  // CHECK: tables.c,[[@LINE-1]],5,walksAList,pthread_create,size({{.*}}),size,risky
}

struct command table[8];
static void load(void) { table[0].name = NULL; }

static void startsAndLooksUp(int client) {
  pthread_t thread;
  pthread_create(&thread, NULL, work, NULL);
  // CHECK: tables.c,[[@LINE-1]],3,startsAndLooksUp,pthread_create,unbounded,unbounded,dangerous,B,none,escapes
  for (struct command *at = table; at->name; ++at) // no wait for the unit: it steps through a table
    if (at->argument == NULL)
      break;
}

void startsForEach(int count) {
  load();
  for (;;)
    startsAndLooksUp(count);
  // CHECK: tables.c,[[@LINE-1]],5,startsForEach,pthread_create,unbounded,unbounded,dangerous
}
