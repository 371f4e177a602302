// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s --implicit-check-not=.c,
// Callbacks of libev, libuev, libhv, CZMQ and GIO, timers of POSIX, and calls that wait for ENet and state threads.

#include "Inputs/watchers.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

static void on_ready(struct ev_loop *loop, ev_io *watcher, int events) {
  fork();
  // CHECK: watchers.c,[[@LINE-1]],3,on_ready,fork,unbounded,unbounded,dangerous,A,none,escapes,,,,process
  (void)loop, (void)watcher, (void)events;
}
static void on_tick(struct ev_loop *loop, ev_timer *watcher, int events) {
  fork();
  // CHECK: watchers.c,[[@LINE-1]],3,on_tick,fork,unbounded,unbounded,dangerous,A,none,escapes,,,,process
  (void)loop, (void)watcher, (void)events;
}
static void on_set(struct ev_loop *loop, ev_io *watcher, int events) {
  fork();
  // CHECK: watchers.c,[[@LINE-1]],3,on_set,fork,unbounded,unbounded,dangerous,A,none,escapes,,,,process
  (void)loop, (void)watcher, (void)events;
}
static void on_first(int events, void *data) {
  fork();
  // CHECK: watchers.c,[[@LINE-1]],3,on_first,fork,1,constant,safe,B,none,escapes,,,,process
  (void)events, (void)data;
}
void libev(struct ev_loop *loop, ev_io *io, ev_timer *timer, ev_io *other) {
  ev_io_init(io, on_ready, 0, 1);
  ev_timer_init(timer, on_tick, 1., 1.);
  ev_init(other, on_set);
  ev_once(loop, 0, 1, 0., on_first, 0);
}

static void on_input(uev_t *watcher, void *data, int events) {
  fork();
  // CHECK: watchers.c,[[@LINE-1]],3,on_input,fork,unbounded,unbounded,dangerous,A,none,escapes,,,,process
  (void)watcher, (void)data, (void)events;
}
static void on_period(uev_t *watcher, void *data, int events) {
  fork();
  // CHECK: watchers.c,[[@LINE-1]],3,on_period,fork,unbounded,unbounded,dangerous,A,none,escapes,,,,process
  (void)watcher, (void)data, (void)events;
}
void libuev(uev_ctx_t *loop, uev_t *io, uev_t *timer) {
  uev_io_init(loop, io, on_input, 0, 0, 1);
  uev_timer_init(loop, timer, on_period, 0, 0, 1000);
}

static void on_bytes(hio_t *io, void *buffer, int length) {
  fork();
  // CHECK: watchers.c,[[@LINE-1]],3,on_bytes,fork,unbounded,unbounded,dangerous,A,none,escapes,,,,process
  (void)io, (void)buffer, (void)length;
}
static void on_connection(hio_t *io) {
  fork();
  // CHECK: watchers.c,[[@LINE-1]],3,on_connection,fork,unbounded,unbounded,dangerous,A,none,escapes,,,,process
  hio_setcb_read(io, on_bytes);
}
void libhv(hloop_t *loop) { hloop_create_tcp_server(loop, "0.0.0.0", 80, on_connection); }

static void on_expiry(union sigval value) {
  fork();
  // CHECK: watchers.c,[[@LINE-1]],3,on_expiry,fork,unbounded,unbounded,dangerous,A,none,escapes,,,,process
  (void)value;
}
void posix(void) {
  struct sigevent event;
  memset(&event, 0, sizeof event);
  event.sigev_notify = SIGEV_THREAD;
  event.sigev_notify_function = on_expiry;
  timer_t timer;
  timer_create(CLOCK_MONOTONIC, &event, &timer);
}

static int on_message(zloop_t *loop, void *socket, void *data) {
  fork();
  // CHECK: watchers.c,[[@LINE-1]],3,on_message,fork,unbounded,unbounded,dangerous,A,none,escapes,,,,process
  return loop && socket && data;
}
static int on_time(zloop_t *loop, int timer, void *data) {
  fork();
  // CHECK: watchers.c,[[@LINE-1]],3,on_time,fork,unbounded,unbounded,dangerous,A,none,escapes,,,,process
  return loop && timer && data;
}
void czmq(zloop_t *loop, void *socket) {
  zloop_reader(loop, socket, on_message, 0);
  zloop_timer(loop, 1000, 0, on_time, 0);
}

static void on_read(GObject *stream, void *result, void *data) {
  fork();
  // CHECK: watchers.c,[[@LINE-1]],3,on_read,fork,1,constant,safe,B,none,escapes,,,,process
  (void)stream, (void)result, (void)data;
}
static void again(GObject *stream, void *result, void *data) {
  fork();
  // CHECK: watchers.c,[[@LINE-1]],3,again,fork,unbounded,unbounded,dangerous,A,none,escapes,,,,process
  g_input_stream_read_async(stream, data, 1, 0, 0, again, result);
}
void gio(void *stream, void *buffer) {
  g_input_stream_read_async(stream, buffer, 1, 0, 0, on_read, 0);
  g_input_stream_read_async(stream, buffer, 1, 0, 0, again, buffer);
}

void enet(ENetHost *host) {
  ENetEvent event;
  while (enet_host_service(host, &event, 1000) > 0)
    fork();
    // CHECK: watchers.c,[[@LINE-1]],5,enet,fork,unbounded,unbounded,dangerous,C,none,escapes,,,,process
}

void stateThreads(st_netfd_t listener) {
  st_netfd_t client;
  while ((client = st_accept(listener, 0, 0, -1)))
    fork();
    // CHECK: watchers.c,[[@LINE-1]],5,stateThreads,fork,unbounded,unbounded,dangerous,C,none,escapes,,,,process
}
