// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A flag that the loop around its function gives back in each round holds nothing, unless the unit
// was waited for before.

#include <thread>

void work();
bool more();

namespace reset {
bool started;
void start() {
  if (started)
    return;
  started = true;
  std::thread(work).detach();
  // CHECK: guards_reset.cpp,[[@LINE-1]],3,reset::start,std::thread,1,constant,safe
}
void loop() {
  while (more()) {
    start();
    // CHECK: guards_reset.cpp,[[@LINE-1]],5,reset::loop,std::thread,unbounded,unbounded,dangerous,E
    started = false;
  }
}
} // namespace reset

namespace kept {
bool started;
void start() {
  if (started)
    return;
  started = true;
  std::thread(work).detach();
  // CHECK: guards_reset.cpp,[[@LINE-1]],3,kept::start,std::thread,1,constant,safe
}
void loop() {
  started = false;
  while (more())
    start();
  // CHECK: guards_reset.cpp,[[@LINE-1]],5,kept::loop,std::thread,1,constant,safe,E,once
}
} // namespace kept
