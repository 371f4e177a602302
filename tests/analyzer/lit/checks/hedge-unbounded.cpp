// RUN: not %audit -q --root %S --only hedge-unbounded %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning: --implicit-check-not=error:
// A second try has a permit, or is no second try.

#include <chrono>
#include <future>
#include <semaphore>

using namespace std::chrono_literals;
int ask(const char *);
std::counting_semaphore<> hedging(3);

int twice() {
  auto first = std::async(std::launch::async, ask, "a");
  if (first.wait_for(50ms) == std::future_status::ready)
    return first.get();
  auto second = std::async(std::launch::async, ask, "b");
  // CHECK: hedge-unbounded.cpp:[[@LINE-1]]:17: warning: std::async starts a second try when the first is slow, {{.*}} [hedge-unbounded]
  // CHECK-NEXT: hedge-unbounded.cpp:[[@LINE-5]]:16: note: the first try
  return second.get();
}
int twiceWithAPermit() {
  auto first = std::async(std::launch::async, ask, "a");
  if (first.wait_for(50ms) != std::future_status::ready && hedging.try_acquire()) {
    auto second = std::async(std::launch::async, ask, "b");
    const int answer = second.get();
    hedging.release();
    return answer;
  }
  return first.get();
}
int oneAfterTheOther() {
  auto first = std::async(std::launch::async, ask, "a");
  first.get();
  auto second = std::async(std::launch::async, ask, "b");
  return second.get();
}
