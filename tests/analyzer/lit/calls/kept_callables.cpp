// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// What is kept in a place that no code which is seen calls from may be called any number of times.

#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

void work();

// As libev does: a macro or an assignment puts the handler into a field.
struct Watcher {
  void (*callback)(Watcher *, int);
};
void watch(Watcher *watcher); // of a library that is not seen
void onClient(Watcher *, int) {
  std::thread(work).detach();
  // CHECK: kept_callables.cpp,[[@LINE-1]],3,onClient,std::thread,unknown(how often Watcher::callback is called),unknown,risky
}
void arm(Watcher &watcher) {
  watcher.callback = onClient;
  watch(&watcher);
}

struct Server {
  std::function<void(int)> onRequest;
  void run(); // not seen
};
void serve() {
  Server server;
  server.onRequest = [](int) {
    std::thread(work).detach();
    // CHECK: kept_callables.cpp,[[@LINE-1]],5,{{.*}},std::thread,unknown(how often Server::onRequest is called),unknown,risky
  };
  server.run();
}

struct Router {
  std::map<std::string, std::function<void()>> routes;
  std::vector<std::function<void()>> always;
  void add(std::function<void()> handler) { always.push_back(std::move(handler)); }
};
void serveForEver(Router &router);
void route() {
  Router router;
  router.routes["/start"] = [] {
    std::thread(work).detach();
    // CHECK: kept_callables.cpp,[[@LINE-1]],5,{{.*}},std::thread,unknown(how often Router::routes is called),unknown,risky
  };
  router.add([] {
    std::thread(work).detach();
    // CHECK: kept_callables.cpp,[[@LINE-1]],5,{{.*}},std::thread,unknown(how often Router::always is called),unknown,risky
  });
  serveForEver(router);
}

// A table that others find by name.
struct Module {
  const char *name;
  void (*request)();
};
void onModule() {
  std::thread(work).detach();
  // CHECK: kept_callables.cpp,[[@LINE-1]],3,onModule,std::thread,unknown(how often Module::request is called),unknown,risky
}
Module echoModule = {"echo", onModule};

// Called from its field, as often as that.
struct Command {
  const char *name;
  void (*run)();
};
void start() {
  std::thread(work).detach();
  // CHECK: kept_callables.cpp,[[@LINE-1]],3,start,std::thread,1,constant,safe
}
void dispatch(const std::string &name) {
  static const Command commands[] = {{"start", start}};
  for (const Command &command : commands)
    if (name == command.name)
      return command.run();
}

// Handed on to what runs it.
struct Runner {
  std::function<void()> body;
  std::thread thread;
  void launch() {
    thread = std::thread(body);
    // CHECK: kept_callables.cpp,[[@LINE-1]],14,Runner::launch,std::thread,1,constant,safe
  }
  ~Runner() { thread.join(); }
};
void prepare(Runner &runner) {
  runner.body = [] {
    std::thread(work).detach();
    // CHECK: kept_callables.cpp,[[@LINE-1]],5,{{.*}},std::thread,1,constant,safe
  };
  runner.launch();
}

struct Threads {
  std::function<void()> body;
  std::vector<std::thread> threads;
  void launch() { threads.emplace_back(body); }
  ~Threads() { threads.front().join(); }
};
void prepare(Threads &threads) {
  threads.body = [] {
    std::thread(work).detach();
    // CHECK: kept_callables.cpp,[[@LINE-1]],5,{{.*}},std::thread,1,constant,safe
  };
  threads.launch();
}

// A local that keeps it keeps it for nobody else.
void locally() {
  auto unused = [] {
    std::thread(work).detach();
    // CHECK: kept_callables.cpp,[[@LINE-1]],5,{{.*}},std::thread,1,constant,safe
  };
  (void)unused;
}
