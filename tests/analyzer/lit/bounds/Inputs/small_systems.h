/* What the test uses of semaphores of FreeRTOS, CMSIS-RTOS, Zephyr, ThreadX and brpc. */
#pragma once
typedef void *QueueHandle_t;
QueueHandle_t xQueueCreateCountingSemaphore(unsigned long most, unsigned long first);
long xQueueSemaphoreTake(QueueHandle_t queue, unsigned ticks);
long xQueueGenericSend(QueueHandle_t queue, const void *item, unsigned ticks, long place);
#define xSemaphoreCreateCounting(most, first) xQueueCreateCountingSemaphore((most), (first))
#define xSemaphoreTake(semaphore, ticks) xQueueSemaphoreTake((semaphore), (ticks))
#define xSemaphoreGive(semaphore) xQueueGenericSend((QueueHandle_t)(semaphore), 0, 0, 0)
long xTaskCreate(void (*task)(void *), const char *name, unsigned stack, void *data, unsigned long priority, void **created);

void *osSemaphoreNew(unsigned most, unsigned first, const void *attributes);
int osSemaphoreAcquire(void *semaphore, unsigned timeout);
int osSemaphoreRelease(void *semaphore);
void *osThreadNew(void (*function)(void *), void *data, const void *attributes);

struct k_sem {
  unsigned count;
};
struct k_thread {
  int state;
};
typedef struct {
  long ticks;
} k_timeout_t;
#define K_FOREVER ((k_timeout_t){-1})
#define K_NO_WAIT ((k_timeout_t){0})
int k_sem_init(struct k_sem *semaphore, unsigned first, unsigned limit);
int k_sem_take(struct k_sem *semaphore, k_timeout_t timeout);
void k_sem_give(struct k_sem *semaphore);
struct k_thread *k_thread_create(struct k_thread *thread, char *stack, unsigned long size, void (*entry)(void *, void *, void *),
                                 void *first, void *second, void *third, int priority, unsigned options,
                                 k_timeout_t delay);

typedef struct {
  unsigned count;
} TX_SEMAPHORE;
unsigned _txe_semaphore_create(TX_SEMAPHORE *semaphore, char *name, unsigned long first, unsigned size);
unsigned _txe_semaphore_get(TX_SEMAPHORE *semaphore, unsigned long wait);
unsigned _txe_semaphore_put(TX_SEMAPHORE *semaphore);
unsigned _txe_thread_create(void *thread, char *name, void (*entry)(unsigned long), unsigned long input, void *stack,
                            unsigned long size, unsigned priority, unsigned preemption, unsigned long slice, unsigned starts,
                            unsigned block);

typedef struct {
  void *impl;
} bthread_sem_t;
typedef unsigned long bthread_t;
int bthread_sem_init(bthread_sem_t *semaphore, unsigned value);
int bthread_sem_wait(bthread_sem_t *semaphore);
int bthread_sem_post(bthread_sem_t *semaphore);
int bthread_start_background(bthread_t *id, const void *attributes, void *(*entry)(void *), void *data);
