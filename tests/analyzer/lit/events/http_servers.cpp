// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Handlers of HTTP and WebSocket servers run once for each request or message.

#include "Inputs/http_servers.h"

#include <thread>

void work();

void cppHttplib(httplib::Server &server) {
  server.Get("/", [](const httplib::Request &, httplib::Response &) {
    std::thread(work).detach();
    // CHECK: http_servers.cpp,[[@LINE-1]],5,cppHttplib::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
  });
  server.Post("/", [](const httplib::Request &, httplib::Response &) {
    std::thread inRequest(work);
    // CHECK: http_servers.cpp,[[@LINE-1]],17,cppHttplib::(lambda),std::thread,1,constant,safe,B,join,joined
    inRequest.join();
  });
  server.set_pre_routing_handler([](const httplib::Request &, httplib::Response &) {
    std::thread(work).detach();
    // CHECK: http_servers.cpp,[[@LINE-1]],5,cppHttplib::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
    return 0;
  });
}

void crowApp(crow::SimpleApp &app) {
  CROW_ROUTE(app, "/")
  ([] {
    std::thread(work).detach();
    // CHECK: http_servers.cpp,[[@LINE-1]],5,crowApp::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
    return "";
  });
  app.route_dynamic("/x")([](int) {
    std::thread(work).detach();
    // CHECK: http_servers.cpp,[[@LINE-1]],5,crowApp::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
  });
  app.route_dynamic("/chat").websocket().onopen([](int) {}).onmessage([](int) {
    std::thread(work).detach();
    // CHECK: http_servers.cpp,[[@LINE-1]],5,crowApp::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
  });
}

void drogonHandler(int, std::function<void(int)> &&) {
  std::thread(work).detach();
  // CHECK: http_servers.cpp,[[@LINE-1]],3,drogonHandler,std::thread,unbounded,unbounded,dangerous,D,none,detached
}
void drogonApp() { drogon::app().registerHandler("/", &drogonHandler); }

class Endpoint {
public:
  void routes() { Pistache::Rest::Routes::Get(router_, "/", Pistache::Rest::Routes::bind(&Endpoint::get, this)); }

private:
  int get(const Pistache::Rest::Request &, int) {
    std::thread(work).detach();
    // CHECK: http_servers.cpp,[[@LINE-1]],5,Endpoint::get,std::thread,unbounded,unbounded,dangerous,D,none,detached
    return 0;
  }
  Pistache::Rest::Router router_;
};

void cpprest(web::http::experimental::listener::http_listener &listener) {
  listener.support(0, [](int) {
    std::thread(work).detach();
    // CHECK: http_servers.cpp,[[@LINE-1]],5,cpprest::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
  });
}

void restbedHandler(int) {
  std::thread(work).detach();
  // CHECK: http_servers.cpp,[[@LINE-1]],3,restbedHandler,std::thread,unbounded,unbounded,dangerous,D,none,detached
}
void restbedApp(restbed::Resource &resource) { resource.set_method_handler("GET", restbedHandler); }

class Chat {
public:
  Chat() {
    server_.set_message_handler(std::bind(&Chat::message, this, std::placeholders::_1, std::placeholders::_2));
    server_.set_open_handler([this](int) { opened(); });
  }

private:
  void message(int, int) {
    std::thread(work).detach();
    // CHECK: http_servers.cpp,[[@LINE-1]],5,Chat::message,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
  void opened() {
    std::thread(work).detach();
    // CHECK: http_servers.cpp,[[@LINE-1]],5,Chat::opened,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
  websocketpp::server<int> server_;
};

void uwebsockets() {
  uWS::App()
      .get("/", [](auto *, auto *) {
        std::thread(work).detach();
        // CHECK: http_servers.cpp,[[@LINE-1]],9,uwebsockets::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
      })
      .listen(80, [](auto *) {
        std::thread(work).detach();
        // CHECK: http_servers.cpp,[[@LINE-1]],9,uwebsockets::(lambda),std::thread,1,constant,safe,B,none,detached
      });
}

int civetweb(mg_connection *, void *) {
  std::thread(work).detach();
  // CHECK: http_servers.cpp,[[@LINE-1]],3,civetweb,std::thread,unbounded,unbounded,dangerous,D,none,detached
  return 200;
}
void mongoose(mg_connection *, int, void *) {
  std::thread(work).detach();
  // CHECK: http_servers.cpp,[[@LINE-1]],3,mongoose,std::thread,unbounded,unbounded,dangerous,D,none,detached
}
int microhttpd(void *, const char *) {
  std::thread(work).detach();
  // CHECK: http_servers.cpp,[[@LINE-1]],3,microhttpd,std::thread,unbounded,unbounded,dangerous,D,none,detached
  return 1;
}
void inC(mg_context *context, mg_mgr *manager) {
  mg_set_request_handler(context, "/", civetweb, nullptr);
  mg_http_listen(manager, "http://0.0.0.0:80", mongoose, nullptr);
  MHD_start_daemon(0, 80, nullptr, nullptr, &microhttpd, nullptr, 0);
}

struct Cache {
  void Get(const std::string &key, std::function<void()> found);
};
void namesake(Cache &cache) {
  cache.Get("key", [] {
    std::thread(work).detach();
    // CHECK: http_servers.cpp,[[@LINE-1]],5,namesake::(lambda),std::thread,unknown(how often Cache::Get() runs it),unknown,risky,D,none,detached
  });
}
