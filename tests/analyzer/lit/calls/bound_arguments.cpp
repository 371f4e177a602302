// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// A parameter gets what is bound to it, what goes with the function into a library's call, and what the calls of values
// pass that hold it; what they run adds to what the direct call runs.

#include <functional>
#include <mutex>
#include <thread>
#include <tuple>

void work();

static void bound(int count) {
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: bound_arguments.cpp,[[@LINE-1]],5,bound,std::thread,800,constant
}
void binds() {
  bound(3);
  auto later = std::bind(&bound, 400);
  later();
}

static void placed(int first, int count) {
  for (int i = first; i < count; ++i)
    std::thread(work).detach();
  // CHECK: bound_arguments.cpp,[[@LINE-1]],5,placed,std::thread,800,constant
}
void places() {
  placed(0, 3);
  auto later = std::bind(placed, 0, std::placeholders::_1);
  later(400);
}

static void front(int first, int count) {
  for (int i = first; i < count; ++i)
    std::thread(work).detach();
  // CHECK: bound_arguments.cpp,[[@LINE-1]],5,front,std::thread,800,constant
}
void fronts() {
  front(0, 3);
  auto later = std::bind_front(front, 0);
  later(400);
}

static void invoked(int count) {
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: bound_arguments.cpp,[[@LINE-1]],5,invoked,std::thread,800,constant
}
void invokes() {
  invoked(3);
  std::invoke(invoked, 400);
}

static void applied(int count) {
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: bound_arguments.cpp,[[@LINE-1]],5,applied,std::thread,800,constant
}
void applies() {
  applied(3);
  std::apply(applied, std::make_tuple(400));
}

static void onceOnly(int count) {
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: bound_arguments.cpp,[[@LINE-1]],5,onceOnly,std::thread,800,constant
}
void once() {
  static std::once_flag flag;
  onceOnly(3);
  std::call_once(flag, onceOnly, 400);
}

static void tabled(int count) {
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: bound_arguments.cpp,[[@LINE-1]],5,tabled,std::thread,800,constant
}
void tables(int which) {
  static void (*const handlers[])(int) = {tabled, nullptr};
  tabled(3);
  handlers[which](400);
}

static void kept(int count) {
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: bound_arguments.cpp,[[@LINE-1]],5,kept,std::thread,800,constant
}
void keeps() {
  kept(3);
  const std::function<void(int)> later = kept;
  later(400);
}

static void calledBack(int count) {
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: bound_arguments.cpp,[[@LINE-1]],5,calledBack,std::thread,800,constant
}
static void callBack(void (*function)(int), int count) { function(count); }
void callsBack() {
  calledBack(3);
  callBack(calledBack, 400);
}

struct Server {
  void start(int count) {
    for (int i = 0; i < count; ++i)
      std::thread(work).detach();
    // CHECK: bound_arguments.cpp,[[@LINE-1]],7,Server::start,std::thread,800,constant
  }
};
void methods() {
  static Server server;
  server.start(3);
  auto later = std::bind(&Server::start, &server, 400);
  later();
}

/// What nobody passes otherwise stays as it is.
static void direct(int count) {
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: bound_arguments.cpp,[[@LINE-1]],5,direct,std::thread,3,constant
}
void directly() { direct(3); }
