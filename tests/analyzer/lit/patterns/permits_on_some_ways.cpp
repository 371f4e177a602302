// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A permit in an operand that need not be asked limits nothing.

#include <semaphore>
#include <thread>

void work();
bool more();
std::counting_semaphore<8> permits(8);

void run() {
  work();
  permits.release();
}

void inTheRightOperand() {
  for (;;) {
    more() && (permits.acquire(), true);
    std::thread(run).detach();
    // CHECK: permits_on_some_ways.cpp,[[@LINE-1]],5,inTheRightOperand,std::thread,unbounded,unbounded,dangerous
  }
}

void inAnArm() {
  for (;;) {
    more() ? permits.acquire() : work();
    std::thread(run).detach();
    // CHECK: permits_on_some_ways.cpp,[[@LINE-1]],5,inAnArm,std::thread,unbounded,unbounded,dangerous
  }
}

void inTheLeftOperand() {
  for (;;) {
    (permits.acquire(), true) && more();
    std::thread(run).detach();
    // CHECK: permits_on_some_ways.cpp,[[@LINE-1]],5,inTheLeftOperand,std::thread,8,constant,safe,{{.}},semaphore
  }
}

void whereBothHold() {
  for (;;)
    if (more() && (permits.acquire(), true))
      std::thread(run).detach();
  // CHECK: permits_on_some_ways.cpp,[[@LINE-1]],7,whereBothHold,std::thread,8,constant,safe,{{.}},semaphore
}
