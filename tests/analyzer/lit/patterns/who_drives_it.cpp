// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Strangers drive a number where each round waits for one of them; else it is the code's own.

#include <sys/socket.h>
#include <thread>

void work();
void handle(int);

void byItself() {
  for (;;)
    std::thread(work).detach();
  // CHECK: who_drives_it.cpp,[[@LINE-1]],5,byItself,std::thread,unbounded,{{.*}},unbounded 30 + detached 15 + thread 15 + fire and forget 10,
}

void byRecursion() {
  std::thread(work).detach();
  // CHECK: who_drives_it.cpp,[[@LINE-1]],3,byRecursion,std::thread,unbounded,{{.*}},unbounded 30 + detached 15 + thread 15 + fire and forget 10,
  byRecursion();
}

void byConnections(int listener) {
  for (;;)
    std::thread(handle, accept(listener, nullptr, nullptr)).detach();
  // CHECK: who_drives_it.cpp,[[@LINE-1]],5,byConnections,std::thread,unbounded,{{.*}},unbounded 30 + from outside 20 + detached 15 + thread 15 + fire and forget 10,
}
