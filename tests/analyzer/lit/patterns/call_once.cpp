// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// XFAIL: *
// std::call_once runs its callable once.

#include <mutex>
#include <sys/socket.h>
#include <thread>

void work();
void serve(int);

std::once_flag flag;
void once() { std::thread(work).detach(); }
// CHECK: call_once.cpp,[[@LINE-1]],15,once,std::thread,1,constant,safe,B,none,detached
void callsOnce(int listener) {
  for (;;) {
    serve(accept(listener, nullptr, nullptr));
    std::call_once(flag, once);
  }
}
