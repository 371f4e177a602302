/* What the test uses of FreeRTOS, CMSIS-RTOS, ThreadX and lwIP. */
#pragma once
long xTaskCreate(void (*task)(void *), const char *name, unsigned stack, void *data, unsigned long priority, void **created);
void *xTimerCreate(const char *name, unsigned period, long again, void *id, void (*callback)(void *));
long xQueueReceive(void *queue, void *buffer, unsigned ticks);
void *osTimerNew(void (*function)(void *), int type, void *data, const void *attributes);
int osMessageQueueGet(void *queue, void *message, unsigned char *priority, unsigned timeout);
unsigned _txe_timer_create(void *timer, char *name, void (*expired)(unsigned long), unsigned long input, unsigned long first,
                           unsigned long next, unsigned starts, unsigned size);
#define tx_timer_create(t, n, e, i, c, r, a) _txe_timer_create((t), (n), (e), (i), (c), (r), (a), 64)
void tcp_accept(void *block, signed char (*accepted)(void *, void *, signed char));
void udp_recv(void *block, void (*received)(void *, void *), void *data);
signed char netconn_accept(void *listener, void **connection);
