// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// Timers, queues and connections of small systems without processes.

#include "Inputs/small_systems.h"

static void task(void *data) { (void)data; }
static void on_timer(void *timer) {
  xTaskCreate(task, "tick", 256, timer, 1, 0);
  // CHECK: small_systems.c,[[@LINE-1]],3,on_timer,xTaskCreate,unbounded,unbounded,dangerous,A,none,escapes,,,,thread
}
static void on_period(void *data) {
  xTaskCreate(task, "period", 256, data, 1, 0);
  // CHECK: small_systems.c,[[@LINE-1]],3,on_period,xTaskCreate,unbounded,unbounded,dangerous,A,none,escapes,,,,thread
}
static void on_expiry(unsigned long input) {
  xTaskCreate(task, "expired", 256, (void *)input, 1, 0);
  // CHECK: small_systems.c,[[@LINE-1]],3,on_expiry,xTaskCreate,unbounded,unbounded,dangerous,A,none,escapes,,,,thread
}
static signed char on_connection(void *data, void *block, signed char error) {
  xTaskCreate(task, "connection", 256, block, 1, data);
  // CHECK: small_systems.c,[[@LINE-1]],3,on_connection,xTaskCreate,unbounded,unbounded,dangerous,A,none,escapes,,,,thread
  return error;
}
static void on_datagram(void *data, void *block) {
  xTaskCreate(task, "datagram", 256, block, 1, data);
  // CHECK: small_systems.c,[[@LINE-1]],3,on_datagram,xTaskCreate,unbounded,unbounded,dangerous,A,none,escapes,,,,thread
}

void start(void *timer, void *block) {
  xTimerCreate("tick", 100, 1, 0, on_timer);
  osTimerNew(on_period, 1, 0, 0);
  tx_timer_create(timer, "timer", on_expiry, 0, 10, 10, 1);
  tcp_accept(block, on_connection);
  udp_recv(block, on_datagram, 0);
}

void fromQueues(void *queue, void *listener) {
  int item;
  while (xQueueReceive(queue, &item, ~0u))
    xTaskCreate(task, "item", 256, 0, 1, 0);
    // CHECK: small_systems.c,[[@LINE-1]],5,fromQueues,xTaskCreate,unbounded,unbounded,dangerous,C,none,escapes,,,,thread
  while (osMessageQueueGet(queue, &item, 0, ~0u) == 0)
    xTaskCreate(task, "message", 256, 0, 1, 0);
    // CHECK: small_systems.c,[[@LINE-1]],5,fromQueues,xTaskCreate,unbounded,unbounded,dangerous,C,none,escapes,,,,thread
  void *client;
  for (;;) {
    netconn_accept(listener, &client);
    xTaskCreate(task, "client", 256, client, 1, 0);
    // CHECK: small_systems.c,[[@LINE-1]],5,fromQueues,xTaskCreate,unbounded,unbounded,dangerous,C,none,escapes,,,,thread
  }
}
