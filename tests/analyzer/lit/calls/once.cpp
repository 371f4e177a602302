// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Templates, macros and headers: one row for one place in the text.

#include "Inputs/spawns.h"
#include <thread>
#include <vector>

void work();

template <class Container>
void startAll(Container &threads) {
  for (int i = 0; i < 3; ++i)
    threads.push_back(std::thread(work));
  // CHECK: once.cpp,[[@LINE-1]],23,startAll,std::thread,3,constant,safe,C
}
void instantiates(std::vector<std::thread> &a, OtherVector &b) {
  startAll(a);
  startAll(b);
}

template <class Callable>
void uninstantiated(Callable callable) {
  std::thread thread(callable);
  // CHECK: once.cpp,[[@LINE-1]],15,uninstantiated,std::thread,1,constant,safe
  thread.join();
}

#define LAUNCH(callable) std::thread(callable).detach()
void macro() {
  LAUNCH(work);
  // CHECK: once.cpp,[[@LINE-1]],3,macro,std::thread,1,constant,safe
}
void macroInALoop() {
  for (;;)
    LAUNCH(work);
  // CHECK: once.cpp,[[@LINE-1]],5,macroInALoop,std::thread,unbounded,unbounded,dangerous
}
