// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Handlers of more servers: once for each request or message.

#include "Inputs/http_frameworks.h"

#include <cstring>
#include <thread>

void work();

void restinioRoutes(restinio::express_router_t &router, restinio::settings_t &settings) {
  router.http_get("/", [](int) {
    std::thread(work).detach();
    // CHECK: http_frameworks.cpp,[[@LINE-1]],5,restinioRoutes::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  });
  settings.request_handler([](int) {
    std::thread(work).detach();
    // CHECK: http_frameworks.cpp,[[@LINE-1]],5,restinioRoutes::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  });
}

void libhv(hv::HttpService &service, hv::WebSocketService &socket, hv::TcpServer &server) {
  service.GET("/", [](int) {
    std::thread(work).detach();
    // CHECK: http_frameworks.cpp,[[@LINE-1]],5,libhv::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  });
  socket.onmessage = [](const std::string &) {
    std::thread(work).detach();
    // CHECK: http_frameworks.cpp,[[@LINE-1]],5,libhv::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  };
  server.onMessage = [](const int &, int) {
    std::thread(work).detach();
    // CHECK: http_frameworks.cpp,[[@LINE-1]],5,libhv::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  };
}

void cinatraHandlers(cinatra::coro_http_server &server) {
  server.set_http_handler<cinatra::GET>("/", [](int, int) {
    std::thread(work).detach();
    // CHECK: http_frameworks.cpp,[[@LINE-1]],5,cinatraHandlers::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  });
}

int onRequest(h2o_handler_t *, void *) {
  std::thread(work).detach();
  // CHECK: http_frameworks.cpp,[[@LINE-1]],3,onRequest,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  return 0;
}
void h2o(h2o_handler_t *handler) { handler->on_req = onRequest; }

int onFrame(void *, const void *, void *) {
  std::thread(work).detach();
  // CHECK: http_frameworks.cpp,[[@LINE-1]],3,onFrame,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  return 0;
}
void nghttp2(nghttp2_session_callbacks *callbacks) {
  nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, onFrame);
}

void onMessage(void *, void *, const char *, void *, void *) {
  std::thread(work).detach();
  // CHECK: http_frameworks.cpp,[[@LINE-1]],3,onMessage,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
}
int onEndpoint(const void *, void *, void *) {
  std::thread inRequest(work);
  // CHECK: http_frameworks.cpp,[[@LINE-1]],15,onEndpoint,std::thread,1,constant,safe,B,join,joined,,,,thread
  inRequest.join();
  return 0;
}
void inC(void *server, void *instance) {
  soup_server_add_handler(server, "/", onMessage, nullptr, nullptr);
  ulfius_add_endpoint_by_val(instance, "GET", "/", nullptr, 0, onEndpoint, nullptr);
}

int onBegin(mg_connection *) {
  std::thread(work).detach();
  // CHECK: http_frameworks.cpp,[[@LINE-1]],3,onBegin,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  return 1;
}
void onClose(const mg_connection *) {
  std::thread(work).detach();
  // CHECK: http_frameworks.cpp,[[@LINE-1]],3,onClose,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
}
void civetweb(const char **options) {
  mg_callbacks callbacks;
  std::memset(&callbacks, 0, sizeof callbacks);
  callbacks.begin_request = onBegin;
  callbacks.connection_close = onClose;
  mg_start(&callbacks, nullptr, options);
}

int onSocket(lws *, int, void *, void *, unsigned long) {
  std::thread(work).detach();
  // CHECK: http_frameworks.cpp,[[@LINE-1]],3,onSocket,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  return 0;
}
void libwebsockets() {
  static lws_protocols protocols[2];
  protocols[0].name = "chat";
  protocols[0].callback = onSocket;
  lws_create_context(protocols);
}
