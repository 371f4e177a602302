// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// What is given to code that nobody sees may run any number of times; what a rule tells of, or the
// code itself, runs as often as that says.

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <thread>

void work();

extern "C" void lib_on_ready(int fd, void (*callback)(int, void *), void *data);
static void onReady(int, void *) {
  std::thread(work).detach();
  // CHECK: unseen_code.cpp,[[@LINE-1]],3,onReady,std::thread,unknown(how often lib_on_ready() runs it),unknown,risky,D,none,detached
}
void byName() { lib_on_ready(3, onReady, nullptr); }

struct Broker {
  void subscribe(const char *topic, std::function<void(int)> handler);
};
void byLambda(Broker &broker) {
  broker.subscribe("orders", [](int) {
    std::thread(work).detach();
    // CHECK: unseen_code.cpp,[[@LINE-1]],5,{{.*}},std::thread,unknown(how often Broker::subscribe() runs it),unknown,risky,D
  });
}
void byVariable(Broker &broker) {
  const std::function<void(int)> handler = [](int) {
    std::thread(work).detach();
    // CHECK: unseen_code.cpp,[[@LINE-1]],5,{{.*}},std::thread,unknown(how often Broker::subscribe() runs it),unknown,risky,D
  };
  broker.subscribe("orders", handler);
}
void on(Broker &broker, std::function<void(int)> handler) { broker.subscribe("all", handler); }
void byWrapper(Broker &broker) {
  on(broker, [](int) {
    std::thread(work).detach();
    // CHECK: unseen_code.cpp,[[@LINE-1]],5,{{.*}},std::thread,unknown(how often Broker::subscribe() runs it),unknown,risky,D
  });
}

struct Operations {
  int (*open)(const char *);
};
int lib_main(const Operations *operations);
static int openFile(const char *) {
  std::thread(work).detach();
  // CHECK: unseen_code.cpp,[[@LINE-1]],3,openFile,std::thread,unknown(how often lib_main() runs it),unknown,risky,D
  return 0;
}
static Operations operations = {.open = openFile};
int byTable() { return lib_main(&operations); }

struct Handler {
  virtual ~Handler();
  virtual void onRequest(int) = 0;
};
void serve(Handler &handler);
struct Given : Handler {
  void onRequest(int) override {
    std::thread(work).detach();
    // CHECK: unseen_code.cpp,[[@LINE-1]],5,Given::onRequest,std::thread,unknown(how often serve() runs it),unknown,risky,D
  }
};
void byObject() {
  Given given;
  serve(given);
}

struct Kept : Handler { // not given to anybody
  void onRequest(int) override {
    std::thread(work).detach();
    // CHECK: unseen_code.cpp,[[@LINE-1]],5,Kept::onRequest,std::thread,1,constant,safe
  }
};

void atTheEnd() {
  std::thread(work).detach();
  // CHECK: unseen_code.cpp,[[@LINE-1]],3,atTheEnd,std::thread,1,constant,safe
}
void byRule() { std::atexit(atTheEnd); }

template <class Callable>
void twice(Callable callable) {
  callable();
  callable();
}
void byCodeThatIsSeen() {
  twice([] {
    std::thread(work).detach();
    // CHECK: unseen_code.cpp,[[@LINE-1]],5,{{.*}},std::thread,{{[123]}},constant,safe
  });
}

void lib_watch(std::thread &thread);
void theThreadItself() { // is given away, and not what it runs
  std::thread outer([] {
    // CHECK: unseen_code.cpp,[[@LINE-1]],15,theThreadItself,std::thread,1,constant,safe
    std::thread inner(work);
    // CHECK: unseen_code.cpp,[[@LINE-1]],17,{{.*}},std::thread,1,constant,safe
    inner.detach();
  });
  lib_watch(outer);
  outer.join();
}

static void joins(int, void *) { // whatever runs it, waits for it
  std::thread thread(work);
  // CHECK: unseen_code.cpp,[[@LINE-1]],15,joins,std::thread,1,constant,safe,B,{{.*}},joined
  thread.join();
}
void joinedInEachRun() { lib_on_ready(4, joins, nullptr); }

class Timer {
public:
  explicit Timer(std::function<void()> callback);
};
void byConstructor() {
  Timer timer([] {
    std::thread(work).detach();
    // CHECK: unseen_code.cpp,[[@LINE-1]],5,{{.*}},std::thread,unknown(how often Timer() runs it),unknown,risky,D
  });
}
struct Once {
  explicit Once(const std::function<void()> &callback) { callback(); }
};
void bySeenConstructor() {
  Once once([] {
    std::thread(work).detach();
    // CHECK: unseen_code.cpp,[[@LINE-1]],5,{{.*}},std::thread,1,constant,safe,{{.}},none,detached
  });
}
