// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A call of a virtual function reaches every overrider that is seen.

#include <thread>

void work();

struct Handler {
  virtual ~Handler() = default;
  virtual void handle() = 0;
};
struct Quiet : Handler {
  void handle() override { work(); }
};
struct Spawning : Handler {
  void handle() override { std::thread(work).detach(); }
  // CHECK: [[ID:[0-9a-f]+]],virtual_functions.cpp,[[@LINE-1]],28,Spawning::handle,std::thread,unbounded,unbounded,dangerous
};

void loop(Handler &handler) {
  for (;;)
    handler.handle();
  // CHECK: virtual_functions.cpp,[[@LINE-1]],5,loop,std::thread,unbounded,unbounded,dangerous,E,none,detached,,,[[ID]]
}
