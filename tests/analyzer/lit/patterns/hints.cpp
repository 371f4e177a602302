// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// A word about the odds of a condition says nothing else than the condition.

#include <sys/socket.h>
#include <thread>
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect((x), 0)
void work();

class Service {
  bool starting_ = true;
  int live_ = 0;

public:
  void start() {
    if (unlikely(starting_)) {
      starting_ = false;
      std::thread(work).detach();
      // CHECK: hints.cpp,[[@LINE-1]],{{.*}},1,constant,safe,{{.}},once
    }
  }
  void serve() {
    if (likely(live_ < 8)) {
      ++live_;
      std::thread(work).detach();
      // CHECK: hints.cpp,[[@LINE-1]],{{.*}},8,constant,safe,{{.}},semaphore
    }
  }
};
void many() {
  for (int i = 0; likely(i < 4); ++i)
    std::thread(work).detach();
  // CHECK: hints.cpp,[[@LINE-1]],{{.*}},4,constant,safe
}
int main() {
  static Service service;
  for (;;) {
    accept(3, nullptr, nullptr);
    service.start();
    service.serve();
  }
}
