// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// --implicit-check-not=.cpp A step that may be nothing, or lead back, never comes to its limit.

#include <algorithm>
#include <thread>

void work();

void given(int step) {
  for (int i = 0; i < 5; i += step)
    std::thread(work).detach();
    // CHECK: unknown_steps.cpp,[[@LINE-1]],5,given,std::thread,unknown(i may be stepped by nothing),unknown,risky
}

void unsignedOrNone(unsigned step) {
  for (unsigned i = 0; i < 5; i += step)
    std::thread(work).detach();
    // CHECK: unknown_steps.cpp,[[@LINE-1]],5,unsignedOrNone,std::thread,unknown(i may be stepped by nothing),unknown,risky
}

void oneAtLeast(unsigned step) {
  for (unsigned i = 0; i < 5; i += step + 1)
    std::thread(work).detach();
    // CHECK: unknown_steps.cpp,[[@LINE-1]],5,oneAtLeast,std::thread,5,constant,safe
}

void theGreater(int step) {
  for (int i = 0; i < 5; i += std::max(step, 1))
    std::thread(work).detach();
    // CHECK: unknown_steps.cpp,[[@LINE-1]],5,theGreater,std::thread,5,constant,safe
}

void refused(int step) {
  if (step < 1)
    return;
  for (int i = 0; i < 5; i += step)
    std::thread(work).detach();
    // CHECK: unknown_steps.cpp,[[@LINE-1]],5,refused,std::thread,5,constant,safe
}

void replaced(int step) {
  if (step <= 0)
    step = 1;
  for (int i = 0; i < 5; i += step)
    std::thread(work).detach();
    // CHECK: unknown_steps.cpp,[[@LINE-1]],5,replaced,std::thread,5,constant,safe
}

void byProcessors() {
  const unsigned step = std::thread::hardware_concurrency();
  for (unsigned i = 0; i < 6; i += step)
    std::thread(work).detach();
    // CHECK: unknown_steps.cpp,[[@LINE-1]],5,byProcessors,std::thread,6,constant,safe
}

static void passed(int step) {
  for (int i = 0; i < 6; i += step)
    std::thread(work).detach();
    // CHECK: unknown_steps.cpp,[[@LINE-1]],5,passed,std::thread,6,constant,safe
}

static void passedNone(int step) {
  for (int i = 0; i < 6; i += step)
    std::thread(work).detach();
    // CHECK: unknown_steps.cpp,[[@LINE-1]],5,passedNone,std::thread,unknown(i may be stepped by nothing),unknown,risky
}

void passesBoth() {
  passed(2);
  passedNone(0);
}

void skipsMore(unsigned more) {
  for (unsigned i = 0; i < 6; ++i) {
    std::thread(work).detach();
    // CHECK: unknown_steps.cpp,[[@LINE-1]],5,skipsMore,std::thread,6,constant,safe
    i += more;
  }
}

void goesBackToo(int more) {
  for (int i = 0; i < 6; ++i) {
    std::thread(work).detach();
    // CHECK: unknown_steps.cpp,[[@LINE-1]],5,goesBackToo,std::thread,unknown(i may be stepped by nothing),unknown,risky
    i += more;
  }
}

void downBy(int step) {
  for (int i = 6; i > 0; i -= step)
    std::thread(work).detach();
    // CHECK: unknown_steps.cpp,[[@LINE-1]],5,downBy,std::thread,unknown(i may be stepped by nothing),unknown,risky
}
