#pragma once
// What the test uses of libraries that serve HTTP and WebSocket, in the namespaces of their headers.
#include <functional>
#include <string>

namespace httplib {
struct Request {};
struct Response {};
class Server {
public:
  using Handler = std::function<void(const Request &, Response &)>;
  Server &Get(const std::string &pattern, Handler handler);
  Server &Post(const std::string &pattern, Handler handler);
  Server &set_pre_routing_handler(std::function<int(const Request &, Response &)> handler);
  Server &set_mount_point(const std::string &path);
};
} // namespace httplib

namespace crow {
template <class... Arguments> class TaggedRule {
public:
  template <class F> void operator()(F &&handler);
};
class WebSocketRule {
public:
  template <class F> WebSocketRule &onopen(F handler);
  template <class F> WebSocketRule &onmessage(F handler);
};
class DynamicRule {
public:
  template <class F> void operator()(F handler);
  WebSocketRule &websocket();
};
template <class... Middlewares> class Crow {
public:
  template <unsigned long tag> TaggedRule<> &route(const char *path);
  DynamicRule &route_dynamic(const char *path);
};
using SimpleApp = Crow<>;
} // namespace crow
#define CROW_ROUTE(app, path) app.template route<0>(path)

namespace drogon {
class HttpAppFramework {
public:
  template <class F> HttpAppFramework &registerHandler(const std::string &path, F &&handler);
};
HttpAppFramework &app();
} // namespace drogon

namespace Pistache::Rest {
struct Request {};
using Handler = std::function<int(const Request &, int)>;
struct Router {};
namespace Routes {
template <class Class> Handler bind(int (Class::*method)(const Request &, int), Class *object);
void Get(Router &router, const std::string &resource, Handler handler);
} // namespace Routes
} // namespace Pistache::Rest

namespace web::http::experimental::listener {
class http_listener {
public:
  void support(int method, const std::function<void(int)> &handler);
};
} // namespace web::http::experimental::listener

namespace restbed {
class Resource {
public:
  void set_method_handler(const std::string &method, const std::function<void(int)> &handler);
};
} // namespace restbed

namespace websocketpp {
template <class Config> class endpoint {
public:
  void set_message_handler(std::function<void(int, int)> handler);
  void set_open_handler(std::function<void(int)> handler);
};
template <class Config> class server : public endpoint<Config> {
public:
  void init_asio();
};
} // namespace websocketpp

namespace uWS {
template <bool encrypted> struct TemplatedApp {
  TemplatedApp &&get(std::string pattern, std::function<void(int *, int *)> &&handler);
  TemplatedApp &&listen(int port, std::function<void(void *)> &&handler);
};
using App = TemplatedApp<false>;
} // namespace uWS

extern "C" {
struct mg_context;
struct mg_connection;
struct mg_mgr;
void mg_set_request_handler(mg_context *context, const char *path, int (*handler)(mg_connection *, void *), void *data);
mg_connection *mg_http_listen(mg_mgr *manager, const char *url, void (*handler)(mg_connection *, int, void *), void *data);
struct MHD_Daemon;
typedef int (*MHD_AcceptPolicyCallback)(void *);
typedef int (*MHD_AccessHandlerCallback)(void *, const char *);
MHD_Daemon *MHD_start_daemon(unsigned flags, unsigned short port, MHD_AcceptPolicyCallback accept, void *acceptData,
                             MHD_AccessHandlerCallback handler, void *data, ...);
}
