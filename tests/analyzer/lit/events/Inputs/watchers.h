/* What the test uses of libev, libuev, libhv, ENet, state threads, CZMQ and GIO. */
#pragma once
#include <string.h>
struct ev_loop;
#define EV_WATCHER(type)                                                                                                     \
  int active;                                                                                                                \
  int pending;                                                                                                               \
  int priority;                                                                                                              \
  void *data;                                                                                                                \
  void (*cb)(struct ev_loop * loop, struct type * watcher, int events);
typedef struct ev_watcher {
  EV_WATCHER(ev_watcher)
} ev_watcher;
typedef struct ev_io {
  EV_WATCHER(ev_io)
  int fd;
  int events;
} ev_io;
typedef struct ev_timer {
  EV_WATCHER(ev_timer)
  double at;
  double repeat;
} ev_timer;
#define ev_cb_(ev) (ev)->cb
#define ev_set_cb(ev, callback)                                                                                              \
  (ev_cb_(ev) = (callback), memmove(&((ev_watcher *)(ev))->cb, &ev_cb_(ev), sizeof(ev_cb_(ev))))
#define ev_init(ev, callback)                                                                                                \
  do {                                                                                                                       \
    ((ev_watcher *)(void *)(ev))->active = ((ev_watcher *)(void *)(ev))->pending = 0;                                        \
    ((ev_watcher *)(void *)(ev))->priority = 0;                                                                              \
    ev_set_cb((ev), callback);                                                                                               \
  } while (0)
#define ev_io_init(ev, callback, descriptor, mask)                                                                           \
  do {                                                                                                                       \
    ev_init((ev), (callback));                                                                                               \
    (ev)->fd = (descriptor);                                                                                                 \
    (ev)->events = (mask);                                                                                                   \
  } while (0)
#define ev_timer_init(ev, callback, after, again)                                                                            \
  do {                                                                                                                       \
    ev_init((ev), (callback));                                                                                               \
    (ev)->at = (after);                                                                                                      \
    (ev)->repeat = (again);                                                                                                  \
  } while (0)
void ev_once(struct ev_loop *loop, int fd, int events, double timeout, void (*callback)(int, void *), void *data);

typedef struct uev_ctx uev_ctx_t;
typedef struct uev uev_t;
typedef void(uev_cb_t)(uev_t *watcher, void *data, int events);
int uev_io_init(uev_ctx_t *loop, uev_t *watcher, uev_cb_t *callback, void *data, int fd, int events);
int uev_timer_init(uev_ctx_t *loop, uev_t *watcher, uev_cb_t *callback, void *data, int timeout, int period);

typedef struct hloop_s hloop_t;
typedef struct hio_s hio_t;
hio_t *hloop_create_tcp_server(hloop_t *loop, const char *host, int port, void (*accepted)(hio_t *));
void hio_setcb_read(hio_t *io, void (*read)(hio_t *, void *, int));

typedef struct ENetHost ENetHost;
typedef struct ENetEvent {
  int type;
} ENetEvent;
int enet_host_service(ENetHost *host, ENetEvent *event, unsigned timeout);

typedef struct _st_netfd *st_netfd_t;
st_netfd_t st_accept(st_netfd_t listener, void *address, int *length, unsigned long long timeout);

typedef struct zloop zloop_t;
int zloop_reader(zloop_t *loop, void *socket, int (*handler)(zloop_t *, void *, void *), void *data);
int zloop_timer(zloop_t *loop, unsigned long delay, unsigned long times, int (*handler)(zloop_t *, int, void *), void *data);

typedef struct GObject GObject;
void g_input_stream_read_async(void *stream, void *buffer, unsigned long count, int priority, void *cancel,
                               void (*ready)(GObject *, void *, void *), void *data);
