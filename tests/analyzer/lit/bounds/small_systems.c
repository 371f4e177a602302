// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// Semaphores of small systems and of threads that a program schedules itself.

#include "Inputs/small_systems.h"

void serve(void);

static QueueHandle_t free_tasks;
static void task(void *data) {
  serve();
  xSemaphoreGive(free_tasks);
  (void)data;
}
void freeRtos(void) {
  free_tasks = xSemaphoreCreateCounting(6, 6);
  for (;;) {
    xSemaphoreTake(free_tasks, ~0u);
    xTaskCreate(task, "client", 256, 0, 1, 0);
    // CHECK: small_systems.c,[[@LINE-1]],5,freeRtos,xTaskCreate,6,constant,safe,C,semaphore,escapes,,,,thread
  }
}

static void *free_threads;
static void thread(void *data) {
  serve();
  osSemaphoreRelease(free_threads);
  (void)data;
}
void cmsis(void) {
  free_threads = osSemaphoreNew(5, 5, 0);
  for (;;) {
    osSemaphoreAcquire(free_threads, ~0u);
    osThreadNew(thread, 0, 0);
    // CHECK: small_systems.c,[[@LINE-1]],5,cmsis,osThreadNew,5,constant,safe,C,semaphore,escapes,,,,thread
  }
}

static struct k_sem free_slots;
static void entry(void *first, void *second, void *third) {
  serve();
  k_sem_give(&free_slots);
  (void)first, (void)second, (void)third;
}
void zephyr(struct k_thread *threads, char *stack) {
  k_sem_init(&free_slots, 3, 3);
  for (int i = 0;; ++i) {
    k_sem_take(&free_slots, K_FOREVER);
    k_thread_create(&threads[i % 3], stack, 512, entry, 0, 0, 0, 5, 0, K_NO_WAIT);
    // CHECK: small_systems.c,[[@LINE-1]],5,zephyr,k_thread_create,3,constant,safe,C,semaphore,escapes,,,,thread
  }
}

static TX_SEMAPHORE free_units;
static void unit(unsigned long input) {
  serve();
  _txe_semaphore_put(&free_units);
  (void)input;
}
void threadX(void *block, void *stack) {
  _txe_semaphore_create(&free_units, "free", 4, sizeof free_units);
  for (;;) {
    _txe_semaphore_get(&free_units, ~0ul);
    _txe_thread_create(block, "worker", unit, 0, stack, 512, 1, 1, 0, 1, 64);
    // CHECK: small_systems.c,[[@LINE-1]],5,threadX,_txe_thread_create,4,constant,safe,C,semaphore,escapes,,,,thread
  }
}

static bthread_sem_t permits;
static void *job(void *data) {
  serve();
  bthread_sem_post(&permits);
  return data;
}
void brpc(void) {
  bthread_t id;
  bthread_sem_init(&permits, 9);
  for (;;) {
    bthread_sem_wait(&permits);
    bthread_start_background(&id, 0, job, 0);
    // CHECK: small_systems.c,[[@LINE-1]],5,brpc,bthread_start_background,9,constant,safe,C,semaphore,escapes,,,,coroutine
  }
}
