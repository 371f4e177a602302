// RUN: not %audit -q --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not='[periodic-spawn]'
// What waits for a time makes each round a period, by whichever library it waits.

#include "Inputs/rtos.h"
#include "Inputs/user_threads_of_c.h"

static void task(void *data) { (void)data; }
static void *entry(void *data) { return data; }

void freeRtos(void) {
  for (;;) {
    xTaskCreate(task, "poll", 256, 0, 1, 0);
    // CHECK: each_period.c:[[@LINE-1]]:5: note: units are started once in each period, {{.*}} [periodic-spawn]
    vTaskDelay(1000);
  }
}

void brpc(void) {
  bthread_t id;
  for (;;) {
    bthread_start_background(&id, 0, entry, 0);
    // CHECK: each_period.c:[[@LINE-1]]:5: note: units are started once in each period, {{.*}} [periodic-spawn]
    bthread_usleep(1000);
  }
}

void waitedFor(void) {
  bthread_t id;
  for (;;) {
    bthread_start_background(&id, 0, entry, 0);
    bthread_usleep(1000);
    bthread_join(id, 0);
  }
}
