// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A test whose answer a local keeps limits as the test itself does.

#include <atomic>
#include <thread>

void work();
int takeOne(); // of events

std::atomic<int> live;
void inTheRound() {
  for (;;) {
    takeOne();
    const bool isFull = live >= 16;
    if (isFull)
      continue;
    ++live;
    std::thread([] { work(); --live; }).detach();
    // CHECK: tests_kept.cpp,[[@LINE-1]],5,inTheRound,std::thread,16,constant,safe,C,semaphore
  }
}

// What was asked once, before, says nothing of a later round.
std::atomic<int> others;
void once() {
  const bool isFull = others >= 16;
  for (;;) {
    takeOne();
    if (isFull)
      continue;
    ++others;
    std::thread([] { work(); --others; }).detach();
    // CHECK: tests_kept.cpp,[[@LINE-1]],5,once,std::thread,unbounded,unbounded,dangerous
  }
}
