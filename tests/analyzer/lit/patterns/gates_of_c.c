// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s --implicit-check-not='{{\.c,}}'
// Gates as programs in C write them: a list with functions of its own, a struct with all limits, a handle that
// is negative while there is none.

#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

void *serve(void *);
void reap(void);

struct list {
  size_t count;
  void **items;
};
static struct list *clients, *others;
static size_t list_size(const struct list *l) { return l->count; }
static int list_add(struct list *l, void *e) {
  l->items[l->count++] = e;
  return 1;
}
void counted_by_a_list(int listener) {
  for (;;) {
    reap();
    if (list_size(clients) >= 100)
      continue;
    int client = accept(listener, 0, 0);
    pthread_t *t = malloc(sizeof *t);
    if (!list_add(clients, t))
      continue;
    pthread_create(t, 0, serve, (void *)(long)client);
    // CHECK: gates_of_c.c,[[@LINE-1]],5,counted_by_a_list,pthread_create,100,constant,safe,{{.}},semaphore
  }
}
void never_added(int listener) {
  for (;;) {
    if (list_size(others) >= 100)
      continue;
    pthread_t t;
    int client = accept(listener, 0, 0);
    pthread_create(&t, 0, serve, (void *)(long)client);
    // CHECK: gates_of_c.c,[[@LINE-1]],5,never_added,pthread_create,unbounded,unbounded,dangerous
  }
}

static struct {
  int running, most;
} server = {0, 16};
static void *serve_counted(void *argument) {
  serve(argument);
  --server.running;
  return 0;
}
void limits_in_a_struct(int listener) {
  for (;;) {
    int client = accept(listener, 0, 0);
    if (server.running >= server.most)
      continue;
    ++server.running;
    pthread_t t;
    pthread_create(&t, 0, serve_counted, (void *)(long)client);
    // CHECK: gates_of_c.c,[[@LINE-1]],5,limits_in_a_struct,pthread_create,16,constant,safe,{{.}},semaphore
  }
}

static pid_t helper = -1, forgotten = -1;
void while_there_is_none(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    if (helper < 0) {
      helper = fork();
      // CHECK: gates_of_c.c,[[@LINE-1]],16,while_there_is_none,fork,1,constant,safe,{{.}},once
      if (helper == 0)
        execlp("helper", "helper", (char *)0);
    }
  }
}
void forgets_it(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    if (forgotten < 0)
      forgotten = fork();
    // CHECK: gates_of_c.c,[[@LINE-1]],19,forgets_it,fork,unbounded,unbounded,dangerous
    if (forgotten == 0)
      execlp("helper", "helper", (char *)0);
    forgotten = -1;
  }
}

struct object {
  int flags;
};
static void fill(struct object *o) {
  if (o->flags & 1)
    return;
  pthread_t t;
  pthread_create(&t, 0, serve, o);
  // CHECK: gates_of_c.c,[[@LINE-1]],3,fill,pthread_create,unbounded,unbounded,dangerous
  o->flags |= 1;
}
void an_object_for_each(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    struct object *o = malloc(sizeof *o);
    o->flags = 0;
    fill(o);
    // CHECK: gates_of_c.c,[[@LINE-1]],5,an_object_for_each,pthread_create,unbounded,unbounded,dangerous
  }
}

void fills_up(int jobs) { // and waits for one before the next
  int running = 0;
  for (;;) {
    while (running < jobs) {
      if (fork() == 0)
        execlp("job", "job", (char *)0);
      // CHECK: gates_of_c.c,[[@LINE-2]],11,fills_up,fork,config(jobs),config,safe,{{.}},semaphore
      ++running;
    }
    wait(0);
    --running;
  }
}
void does_not_wait(int jobs) {
  int running = 0;
  for (;;) {
    while (running < jobs) {
      if (fork() == 0)
        execlp("job", "job", (char *)0);
      // CHECK: gates_of_c.c,[[@LINE-2]],11,does_not_wait,fork,unbounded,unbounded,dangerous
      ++running;
    }
    --running;
  }
}
