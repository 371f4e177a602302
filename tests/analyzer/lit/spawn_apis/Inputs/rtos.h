/* What the test uses of FreeRTOS, CMSIS-RTOS, Zephyr, ThreadX, RT-Thread, VxWorks and ChibiOS. */
#pragma once
typedef void (*TaskFunction_t)(void *);
typedef struct tskTaskControlBlock *TaskHandle_t;
long xTaskCreate(TaskFunction_t task, const char *name, unsigned stack, void *data, unsigned long priority, TaskHandle_t *created);
TaskHandle_t xTaskCreateStatic(TaskFunction_t task, const char *name, unsigned stack, void *data, unsigned long priority,
                               unsigned char *memory, void *buffer);
long xTaskCreatePinnedToCore(TaskFunction_t task, const char *name, unsigned stack, void *data, unsigned long priority,
                             TaskHandle_t *created, long core);

void vTaskDelay(unsigned ticks);

typedef void *osThreadId_t;
typedef void (*osThreadFunc_t)(void *);
osThreadId_t osThreadNew(osThreadFunc_t function, void *data, const void *attributes);
int osThreadJoin(osThreadId_t id);
int osThreadDetach(osThreadId_t id);
typedef struct os_thread_def {
  void (*pthread)(const void *);
} osThreadDef_t;
void *osThreadCreate(const osThreadDef_t *definition, void *data);

struct k_thread {
  int state;
};
typedef struct k_thread *k_tid_t;
typedef void (*k_thread_entry_t)(void *, void *, void *);
k_tid_t k_thread_create(struct k_thread *thread, char *stack, unsigned long size, k_thread_entry_t entry, void *first,
                        void *second, void *third, int priority, unsigned options, long delay);
int k_thread_join(struct k_thread *thread, long timeout);

typedef struct TX_THREAD_STRUCT {
  int state;
} TX_THREAD;
unsigned _txe_thread_create(TX_THREAD *thread, char *name, void (*entry)(unsigned long), unsigned long input, void *stack,
                            unsigned long size, unsigned priority, unsigned preemption, unsigned long slice, unsigned starts,
                            unsigned block);
#define tx_thread_create(t, n, e, i, s, l, p, r, c, a)                                                                       \
  _txe_thread_create((t), (n), (e), (i), (s), (l), (p), (r), (c), (a), (sizeof(TX_THREAD)))

struct rt_thread {
  int state;
};
typedef struct rt_thread *rt_thread_t;
rt_thread_t rt_thread_create(const char *name, void (*entry)(void *), void *data, unsigned stack, unsigned char priority,
                             unsigned tick);
long rt_thread_init(struct rt_thread *thread, const char *name, void (*entry)(void *), void *data, void *stack, unsigned size,
                    unsigned char priority, unsigned tick);
long rt_thread_startup(rt_thread_t thread);

typedef long (*FUNCPTR)(long);
int taskSpawn(const char *name, int priority, int options, int stack, FUNCPTR entry, long first, long second, long third,
              long fourth, long fifth, long sixth, long seventh, long eighth, long ninth, long tenth);

typedef struct ch_thread thread_t;
thread_t *chThdCreateStatic(void *area, unsigned long size, unsigned priority, void (*function)(void *), void *data);
int chThdWait(thread_t *thread);
