// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// Tasks and threads of small systems without processes.

#include "Inputs/rtos.h"

static void task(void *data) { (void)data; }
static unsigned char memory[4096];

void freeRtos(int endless) {
  for (int i = 0; i < 3; ++i)
    xTaskCreate(task, "worker", 256, 0, 1, 0);
    // CHECK: rtos.c,[[@LINE-1]],5,freeRtos,xTaskCreate,3,constant,safe,C,trip_count,escapes,,,,thread
  for (int i = 0; i < 2; ++i)
    xTaskCreatePinnedToCore(task, "pinned", 256, 0, 1, 0, i);
    // CHECK: rtos.c,[[@LINE-1]],5,freeRtos,xTaskCreatePinnedToCore,2,constant,safe,C,trip_count,escapes,,,,thread
  TaskHandle_t kept = xTaskCreateStatic(task, "fixed", 256, 0, 1, memory, 0);
  // CHECK: rtos.c,[[@LINE-1]],23,freeRtos,xTaskCreateStatic,1,constant,safe,B,none,escapes,,,,thread
  while (endless)
    xTaskCreate(task, "client", 256, kept, 1, 0);
    // CHECK: rtos.c,[[@LINE-1]],5,freeRtos,xTaskCreate,unbounded,unbounded,dangerous,C,none,escapes,,,,thread
}

static void chain(void *data) {
  xTaskCreate(chain, "next", 256, data, 1, 0);
  // CHECK: rtos.c,[[@LINE-1]],3,chain,xTaskCreate,unbounded,unbounded,dangerous,A,none,escapes,,,,thread
}
void startChain(void) { xTaskCreate(chain, "first", 256, 0, 1, 0); }
// CHECK: rtos.c,[[@LINE-1]],25,startChain,xTaskCreate,1,constant,safe,B,none,escapes,,,,thread

static void old(const void *data) { (void)data; }
void cmsis(int count) {
  for (int i = 0; i < count; ++i) {
    osThreadId_t id = osThreadNew(task, 0, 0);
    // CHECK: rtos.c,[[@LINE-1]],23,cmsis,osThreadNew,1,constant,safe,C,join,joined,,,,thread
    osThreadJoin(id);
  }
  for (int i = 0; i < count; ++i) {
    osThreadId_t loose = osThreadNew(task, 0, 0);
    // CHECK: rtos.c,[[@LINE-1]],26,cmsis,osThreadNew,config(count),config,safe,C,trip_count,detached,,,,thread
    osThreadDetach(loose);
  }
  static const osThreadDef_t definition = {old};
  osThreadCreate(&definition, 0);
  // CHECK: rtos.c,[[@LINE-1]],3,cmsis,osThreadCreate,1,constant,safe,B,none,escapes,,,,thread
}

static void entry(void *first, void *second, void *third) { (void)first, (void)second, (void)third; }
void zephyr(char *stacks) {
  static struct k_thread threads[4];
  for (int i = 0; i < 4; ++i)
    k_thread_create(&threads[i], stacks + i * 512, 512, entry, 0, 0, 0, 5, 0, 0);
    // CHECK: rtos.c,[[@LINE-1]],5,zephyr,k_thread_create,4,constant,safe,C,trip_count,joined,,,,thread
  for (int i = 0; i < 4; ++i)
    k_thread_join(&threads[i], -1);
  struct k_thread again;
  for (;;) {
    k_thread_create(&again, stacks, 512, entry, 0, 0, 0, 5, 0, 0);
    // CHECK: rtos.c,[[@LINE-1]],5,zephyr,k_thread_create,1,constant,safe,C,join,joined,,,,thread
    k_thread_join(&again, -1);
  }
}

static void input(unsigned long number) { (void)number; }
void threadX(TX_THREAD *threads, int count) {
  for (int i = 0; i < count; ++i)
    tx_thread_create(&threads[i], "worker", input, 0, memory, 512, 1, 1, 0, 1);
    // CHECK: rtos.c,[[@LINE-1]],5,threadX,_txe_thread_create,config(count),config,safe,C,trip_count,escapes,,,,thread
}

void rtThread(void) {
  for (int i = 0; i < 5; ++i) {
    rt_thread_t made = rt_thread_create("worker", task, 0, 512, 10, 5);
    // CHECK: rtos.c,[[@LINE-1]],24,rtThread,rt_thread_create,5,constant,safe,C,trip_count,escapes,,,,thread
    rt_thread_startup(made);
  }
  static struct rt_thread fixed;
  rt_thread_init(&fixed, "fixed", task, 0, memory, 512, 10, 5);
  // CHECK: rtos.c,[[@LINE-1]],3,rtThread,rt_thread_init,1,constant,safe,B,none,escapes,,,,thread
  rt_thread_startup(&fixed);
}

static long spawned(long number) { return number; }
void vxWorks(void) {
  for (;;)
    taskSpawn("worker", 100, 0, 4096, spawned, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    // CHECK: rtos.c,[[@LINE-1]],5,vxWorks,taskSpawn,unbounded,unbounded,dangerous,C,none,escapes,,,,thread
}

void chibiOs(void) {
  for (;;) {
    thread_t *thread = chThdCreateStatic(memory, sizeof memory, 64, task, 0);
    // CHECK: rtos.c,[[@LINE-1]],24,chibiOs,chThdCreateStatic,1,constant,safe,C,join,joined,,,,thread
    chThdWait(thread);
  }
}
