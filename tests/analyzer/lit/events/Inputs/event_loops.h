/* What the test uses of libevent, libuv, GLib and sd-event. */
#pragma once
#ifdef __cplusplus
extern "C" {
#endif
struct event_base;
struct event;
struct evhttp;
struct evhttp_request;
struct evconnlistener;
struct bufferevent;
struct sockaddr;
typedef void (*event_callback_fn)(int, short, void *);
typedef void (*evconnlistener_cb)(struct evconnlistener *, int, struct sockaddr *, int, void *);
struct event *event_new(struct event_base *base, int fd, short what, event_callback_fn callback, void *data);
int event_base_once(struct event_base *base, int fd, short what, event_callback_fn callback, void *data, const void *timeout);
void evhttp_set_gencb(struct evhttp *http, void (*callback)(struct evhttp_request *, void *), void *data);
struct evconnlistener *evconnlistener_new_bind(struct event_base *base, evconnlistener_cb callback, void *data, unsigned flags, int backlog, const struct sockaddr *address, int length);
void bufferevent_setcb(struct bufferevent *stream, void (*read)(struct bufferevent *, void *), void (*write)(struct bufferevent *, void *), void (*event)(struct bufferevent *, short, void *), void *data);

typedef struct uv_stream_s uv_stream_t;
typedef struct uv_timer_s uv_timer_t;
typedef struct uv_async_s uv_async_t;
typedef struct uv_write_s uv_write_t;
typedef struct uv_loop_s uv_loop_t;
typedef struct uv_buf_s uv_buf_t;
int uv_listen(uv_stream_t *stream, int backlog, void (*callback)(uv_stream_t *, int));
int uv_read_start(uv_stream_t *stream, void (*allocate)(uv_stream_t *, unsigned long, uv_buf_t *), void (*read)(uv_stream_t *, long, const uv_buf_t *));
int uv_timer_start(uv_timer_t *timer, void (*callback)(uv_timer_t *), unsigned long timeout, unsigned long repeat);
int uv_async_init(uv_loop_t *loop, uv_async_t *async, void (*callback)(uv_async_t *));
int uv_write(uv_write_t *request, uv_stream_t *stream, const uv_buf_t *buffers, unsigned count, void (*callback)(uv_write_t *, int));

unsigned g_timeout_add(unsigned interval, int (*function)(void *), void *data);
typedef struct sd_event sd_event;
int sd_event_add_io(sd_event *event, void **source, int fd, unsigned events, int (*callback)(void *, int, unsigned, void *), void *data);
#ifdef __cplusplus
}
#endif
