// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// Callbacks that libevent, libuv, GLib and sd-event run once per event.

#include "Inputs/event_loops.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

static void *entry(void *data) { return data; }
static void start(void) {
  pthread_t id;
  pthread_create(&id, 0, entry, 0);
  // CHECK: event_loops.c,[[@LINE-1]],3,start,pthread_create,unbounded,unbounded,dangerous,D,none,detached
  pthread_detach(id);
}

static void on_ready(int fd, short what, void *data) {
  fork();
  // CHECK: event_loops.c,[[@LINE-1]],3,on_ready,fork,unbounded,unbounded,dangerous,A,none,escapes
  (void)fd, (void)what, (void)data;
}
static void on_connection(struct evconnlistener *listener, int fd, struct sockaddr *address, int length, void *data) {
  fork();
  // CHECK: event_loops.c,[[@LINE-1]],3,on_connection,fork,unbounded,unbounded,dangerous,A,none,escapes
  (void)listener, (void)fd, (void)address, (void)length, (void)data;
}
static void on_request(struct evhttp_request *request, void *data) {
  fork();
  // CHECK: event_loops.c,[[@LINE-1]],3,on_request,fork,unbounded,unbounded,dangerous,A,none,escapes
  (void)request, (void)data;
}
static void on_bytes(struct bufferevent *stream, void *data) {
  fork();
  // CHECK: event_loops.c,[[@LINE-1]],3,on_bytes,fork,unbounded,unbounded,dangerous,A,none,escapes
  (void)stream, (void)data;
}
static void on_first(int fd, short what, void *data) {
  fork();
  // CHECK: event_loops.c,[[@LINE-1]],3,on_first,fork,1,constant,safe,B,none,escapes
  (void)fd, (void)what, (void)data;
}

void libevent(struct event_base *base, struct evhttp *http, struct bufferevent *stream) {
  event_new(base, 3, 2, on_ready, 0);
  evconnlistener_new_bind(base, on_connection, 0, 0, -1, 0, 0);
  evhttp_set_gencb(http, on_request, 0);
  bufferevent_setcb(stream, on_bytes, 0, 0, 0);
  event_base_once(base, 4, 2, on_first, 0, 0);
}

static void uv_connection(uv_stream_t *server, int status) {
  start();
  (void)server, (void)status;
}
static void uv_bytes(uv_stream_t *stream, long count, const uv_buf_t *buffer) {
  fork();
  // CHECK: event_loops.c,[[@LINE-1]],3,uv_bytes,fork,unbounded,unbounded,dangerous,A,none,escapes
  (void)stream, (void)count, (void)buffer;
}
static void uv_tick(uv_timer_t *timer) {
  fork();
  // CHECK: event_loops.c,[[@LINE-1]],3,uv_tick,fork,unbounded,unbounded,dangerous,A,none,escapes
  (void)timer;
}
static void uv_wake(uv_async_t *async) {
  fork();
  // CHECK: event_loops.c,[[@LINE-1]],3,uv_wake,fork,unbounded,unbounded,dangerous,A,none,escapes
  (void)async;
}
static void uv_written(uv_write_t *request, int status) {
  fork();
  // CHECK: event_loops.c,[[@LINE-1]],3,uv_written,fork,1,constant,safe,B,none,escapes
  (void)request, (void)status;
}

void libuv(uv_loop_t *loop, uv_stream_t *stream, uv_timer_t *timer, uv_async_t *async, uv_write_t *request) {
  uv_listen(stream, 128, uv_connection);
  uv_read_start(stream, 0, uv_bytes);
  uv_timer_start(timer, uv_tick, 0, 1000);
  uv_async_init(loop, async, uv_wake);
  uv_write(request, stream, 0, 0, uv_written);
}

static int on_timeout(void *data) {
  fork();
  // CHECK: event_loops.c,[[@LINE-1]],3,on_timeout,fork,unbounded,unbounded,dangerous,A,none,escapes
  return data != 0;
}
static int on_io(void *source, int fd, unsigned events, void *data) {
  fork();
  // CHECK: event_loops.c,[[@LINE-1]],3,on_io,fork,unbounded,unbounded,dangerous,A,none,escapes
  return source && fd && events && data;
}
static void on_signal(int number) {
  fork();
  // CHECK: event_loops.c,[[@LINE-1]],3,on_signal,fork,unbounded,unbounded,dangerous,A,none,escapes
  (void)number;
}

void others(sd_event *event) {
  g_timeout_add(1000, on_timeout, 0);
  sd_event_add_io(event, 0, 3, 1, on_io, 0);
  signal(SIGUSR1, on_signal);
}
