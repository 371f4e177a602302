#pragma once
// What the test uses of RESTinio, libhv, cinatra, H2O, nghttp2, libsoup, Ulfius, CivetWeb and libwebsockets.
#include <functional>
#include <memory>
#include <string>
#include <utility>
namespace restinio {
template <class Derived> class basic_server_settings_t {
public:
  template <class... Arguments> Derived &request_handler(Arguments &&...arguments);
};
struct settings_t : basic_server_settings_t<settings_t> {};
namespace router {
struct no_data_t {};
template <class Regex, class Data> class generic_express_router_t {
public:
  template <class F> void http_get(const std::string &path, F handler);
};
} // namespace router
using express_router_t = router::generic_express_router_t<int, router::no_data_t>;
} // namespace restinio
namespace hv {
struct HttpService {
  template <class F> void GET(const char *path, F handler);
};
struct WebSocketService {
  std::function<void(const std::string &)> onmessage;
};
template <class Channel> class TcpServerEventLoopTmpl {
public:
  std::function<void(const Channel &)> onConnection;
  std::function<void(const Channel &, int)> onMessage;
};
class TcpServer : public TcpServerEventLoopTmpl<int> {};
} // namespace hv
namespace cinatra {
enum http_method { GET, POST };
class coro_http_server {
public:
  template <http_method... method, class F> void set_http_handler(std::string key, F handler);
};
} // namespace cinatra
extern "C" {
typedef struct st_h2o_handler_t {
  int (*on_req)(struct st_h2o_handler_t *self, void *request);
} h2o_handler_t;
struct nghttp2_session_callbacks;
void nghttp2_session_callbacks_set_on_frame_recv_callback(nghttp2_session_callbacks *callbacks,
                                                          int (*callback)(void *, const void *, void *));
void soup_server_add_handler(void *server, const char *path, void (*callback)(void *, void *, const char *, void *, void *),
                             void *data, void (*destroy)(void *));
int ulfius_add_endpoint_by_val(void *instance, const char *method, const char *prefix, const char *format, unsigned priority,
                               int (*callback)(const void *, void *, void *), void *data);
struct mg_connection;
struct mg_callbacks {
  int (*begin_request)(mg_connection *);
  void (*connection_close)(const mg_connection *);
};
void *mg_start(const mg_callbacks *callbacks, void *data, const char **options);
struct lws;
struct lws_protocols {
  const char *name;
  int (*callback)(lws *socket, int reason, void *user, void *data, unsigned long length);
};
void *lws_create_context(const lws_protocols *protocols);
}
