// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s --implicit-check-not=.c,
// A pool whose queue holds records is known by its threads, which take one record after another and run what stands in it.

#include <pthread.h>
#include <stdlib.h>
#include <sys/queue.h>
#include <unistd.h>

static pthread_mutex_t lock;
static pthread_cond_t changed;
static void work(void *argument) { (void)argument; }

// A list from which the head is taken.
struct job {
  struct job *next;
  void (*run)(void *);
  void *argument;
};
static struct { struct job *head; } jobs;

static void *of_jobs(void *unused) {
  for (;;) {
    pthread_mutex_lock(&lock);
    while (!jobs.head)
      pthread_cond_wait(&changed, &lock);
    struct job *job = jobs.head;
    jobs.head = job->next;
    pthread_mutex_unlock(&lock);
    job->run(job->argument);
    free(job);
  }
  return unused;
}

static void add_job(void (*run)(void *), void *argument) {
  struct job *job = malloc(sizeof *job);
  job->run = run;
  job->argument = argument;
  pthread_mutex_lock(&lock);
  job->next = jobs.head;
  jobs.head = job;
  pthread_mutex_unlock(&lock);
}

void many_jobs(int count) {
  pthread_t thread;
  for (int i = 0; i < 4; i++)
    pthread_create(&thread, NULL, of_jobs, NULL);
  // CHECK: record_pools.c,[[@LINE-1]],5,{{[a-z_]+}},pthread_create,4,constant,safe
  for (int i = 0; i < count; i++)
    add_job(work, NULL);
  // CHECK: record_pools.c,[[@LINE-1]],5,many_jobs,add_job,4,constant,safe,C,pool,escapes
}

// A ring whose place is carried on; what is run is copied field by field.
struct task {
  void (*function)(void *);
  void *argument;
};
static struct {
  struct task *tasks;
  int size, head, tail, count;
} ring;

static void *of_ring(void *unused) {
  struct task task;
  for (;;) {
    pthread_mutex_lock(&lock);
    while (ring.count == 0)
      pthread_cond_wait(&changed, &lock);
    task.function = ring.tasks[ring.head].function;
    task.argument = ring.tasks[ring.head].argument;
    ring.head = (ring.head + 1) % ring.size;
    ring.count--;
    pthread_mutex_unlock(&lock);
    (*task.function)(task.argument);
  }
  return unused;
}

static int add_to_ring(void (*function)(void *), void *argument) {
  pthread_mutex_lock(&lock);
  ring.tasks[ring.tail].function = function;
  ring.tasks[ring.tail].argument = argument;
  ring.tail = (ring.tail + 1) % ring.size;
  ring.count++;
  pthread_mutex_unlock(&lock);
  return 0;
}

void round_and_round(void) {
  pthread_t thread;
  for (int i = 0; i < 4; i++)
    pthread_create(&thread, NULL, of_ring, NULL);
  // CHECK: record_pools.c,[[@LINE-1]],5,{{[a-z_]+}},pthread_create,4,constant,safe
  for (int i = 0; i < 100; i++)
    add_to_ring(work, NULL);
  // CHECK: record_pools.c,[[@LINE-1]],5,round_and_round,add_to_ring,4,constant,safe,C,pool,escapes
}

// A record that the caller fills and another function takes, off a list made by macros.
struct item {
  void (*run)(struct item *);
  STAILQ_ENTRY(item) entry;
};
static STAILQ_HEAD(, item) items = STAILQ_HEAD_INITIALIZER(items);

static struct item *take_item(void) {
  pthread_mutex_lock(&lock);
  struct item *item = STAILQ_FIRST(&items);
  if (item)
    STAILQ_REMOVE_HEAD(&items, entry);
  pthread_mutex_unlock(&lock);
  return item;
}

static void *of_items(void *unused) {
  for (;;) {
    struct item *item = take_item();
    if (item)
      item->run(item);
  }
  return unused;
}

static void add_item(struct item *item) {
  pthread_mutex_lock(&lock);
  STAILQ_INSERT_TAIL(&items, item, entry);
  pthread_mutex_unlock(&lock);
}

static void run_item(struct item *item) { free(item); }

void filled_here(int count) {
  pthread_t thread;
  for (int i = 0; i < 4; i++)
    pthread_create(&thread, NULL, of_items, NULL);
  // CHECK: record_pools.c,[[@LINE-1]],5,{{[a-z_]+}},pthread_create,4,constant,safe
  for (int i = 0; i < count; i++) {
    struct item *item = malloc(sizeof *item);
    item->run = run_item;
    add_item(item);
    // CHECK: record_pools.c,[[@LINE-1]],5,filled_here,add_item,4,constant,safe,C,pool,escapes
  }
}

// A record passed by value to an array that is moved up.
struct sum {
  void (*add)(int);
  int value;
};
static struct sum sums[256];
static int waiting;

static void run_sum(struct sum *sum) { sum->add(sum->value); }

static void *of_sums(void *unused) {
  for (;;) {
    pthread_mutex_lock(&lock);
    while (waiting == 0)
      pthread_cond_wait(&changed, &lock);
    struct sum sum = sums[0];
    for (int i = 0; i < waiting - 1; i++)
      sums[i] = sums[i + 1];
    waiting--;
    pthread_mutex_unlock(&lock);
    run_sum(&sum);
  }
  return unused;
}

static void add_sum(struct sum sum) {
  pthread_mutex_lock(&lock);
  sums[waiting] = sum;
  waiting++;
  pthread_mutex_unlock(&lock);
}

static void add(int value) { (void)value; }

void by_value(void) {
  pthread_t thread;
  for (int i = 0; i < 4; i++)
    pthread_create(&thread, NULL, of_sums, NULL);
  // CHECK: record_pools.c,[[@LINE-1]],5,{{[a-z_]+}},pthread_create,4,constant,safe
  for (int i = 0; i < 100; i++) {
    struct sum sum = {.add = add, .value = i};
    add_sum(sum);
    // CHECK: record_pools.c,[[@LINE-1]],5,by_value,add_sum,4,constant,safe,C,pool,escapes
  }
}

// No queue: what is registered stays, and each is called in every round.
struct module {
  struct module *next;
  void (*tick)(void *);
};
static struct module *modules;

static void *of_modules(void *unused) {
  for (;;) {
    for (struct module *module = modules; module; module = module->next)
      module->tick(NULL);
    sleep(1);
  }
  return unused;
}

static void add_module(struct module *module, void (*tick)(void *)) {
  module->tick = tick;
  module->next = modules;
  modules = module;
}

void registered(void) {
  static struct module all[8];
  pthread_t thread;
  for (int i = 0; i < 4; i++)
    pthread_create(&thread, NULL, of_modules, NULL);
  // CHECK: record_pools.c,[[@LINE-1]],5,{{[a-z_]+}},pthread_create,4,constant,safe
  for (int i = 0; i < 8; i++)
    add_module(&all[i], work);
}

// Nor here: each timer stays until it is deleted, and is gone past in every round.
struct timer {
  struct timer *next;
  int is_deleted;
  void (*proc)(void *);
};
static struct timer *timers;

static void *of_timers(void *unused) {
  for (;;) {
    struct timer *timer = timers;
    while (timer) {
      struct timer *next = timer->next;
      if (timer->is_deleted) {
        timers = timer->next;
        free(timer);
        timer = next;
        continue;
      }
      timer->proc(NULL);
      timer = timer->next;
    }
  }
  return unused;
}

static void add_timer(void (*proc)(void *)) {
  struct timer *timer = malloc(sizeof *timer);
  timer->proc = proc;
  timer->next = timers;
  timers = timer;
}

void timed(int count) {
  pthread_t thread;
  pthread_create(&thread, NULL, of_timers, NULL);
  // CHECK: record_pools.c,[[@LINE-1]],3,timed,pthread_create,1,constant,safe
  for (int i = 0; i < count; i++)
    add_timer(work);
}
