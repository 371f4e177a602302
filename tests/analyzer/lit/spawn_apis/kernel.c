// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s --implicit-check-not=.c,
// Threads of a kernel, and what runs once for each interrupt or work item.

#include "Inputs/kernel.h"

static int loop(void *data) { return data != 0; }

void several(struct task_struct **tasks, int count) {
  for (int i = 0; i < count; ++i)
    tasks[i] = kthread_run(loop, 0, "worker/%d", i);
    // CHECK: kernel.c,[[@LINE-1]],16,several,kthread_create_on_node,config(count),config,safe,C,trip_count,joined,,,,thread
  for (int i = 0; i < count; ++i)
    kthread_stop(tasks[i]);
}

void inTurn(void) {
  for (;;) {
    struct task_struct *task = kthread_create(loop, 0, "turn");
    // CHECK: kernel.c,[[@LINE-1]],32,inTurn,kthread_create_on_node,1,constant,safe,C,join,joined,,,,thread
    wake_up_process(task);
    kthread_stop(task);
  }
}

static void item(struct work_struct *work) {
  kthread_run(loop, work, "of a work item");
  // CHECK: kernel.c,[[@LINE-1]],3,item,kthread_create_on_node,unbounded,unbounded,dangerous,A,none,escapes,,,,thread
}
static int interrupt(int line, void *device) {
  kthread_run(loop, device, "of an interrupt %d", line);
  // CHECK: kernel.c,[[@LINE-1]],3,interrupt,kthread_create_on_node,unbounded,unbounded,dangerous,A,none,escapes,,,,thread
  return 0;
}
void probe(struct work_struct *work) {
  INIT_WORK(work, item);
  request_threaded_irq(7, interrupt, 0, 0, "device", work);
}
