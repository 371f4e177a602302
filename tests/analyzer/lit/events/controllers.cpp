// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Handlers that a table names, and what they make that runs later.

#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace drogon {
struct Stream {};
struct Response {};
struct HttpResponse {
  static std::shared_ptr<Response> newAsyncStreamResponse(const std::function<void(Stream)> &body);
};
template <class T> class HttpController {
protected:
  template <class F> static void registerMethod(F &&handler, const std::string &path);
};
class HttpAppFramework {
public:
  template <class F> HttpAppFramework &registerHandler(const std::string &path, F &&handler);
};
HttpAppFramework &app();
} // namespace drogon

namespace sdbus {
class MethodVTableItem {
public:
  template <class F> MethodVTableItem &implementedAs(F &&handler);
};
MethodVTableItem registerMethod(const std::string &name);
} // namespace sdbus

void work();

class Api : public drogon::HttpController<Api> {
public:
  static void initPathRouting() { registerMethod(&Api::get, "/get"); }
  void get(int request) {
    std::thread(work).detach();
    // CHECK: controllers.cpp,[[@LINE-1]],5,Api::get,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
};

void streams() {
  drogon::app().registerHandler("/stream", [](int) {
    drogon::HttpResponse::newAsyncStreamResponse([](drogon::Stream) {
      std::thread(work).detach();
      // CHECK: controllers.cpp,[[@LINE-1]],7,streams::(lambda)::(lambda),std::thread,unbounded,unbounded,dangerous,D
    });
  });
}

class Adaptor {
public:
  void table() {
    sdbus::registerMethod("start").implementedAs([this] { start(); });
  }
  virtual void start() = 0;
};
class Operations : public Adaptor {
  void start() override {
    std::thread(work).detach();
    // CHECK: controllers.cpp,[[@LINE-1]],5,Operations::start,std::thread,unbounded,unbounded,dangerous,D
  }
};
