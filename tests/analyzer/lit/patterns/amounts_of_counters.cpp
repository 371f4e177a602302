// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// A counter that is raised by what may be none keeps nobody out.

#include <algorithm>
#include <atomic>
#include <thread>

void work();
int next();
std::atomic<int> live{0}, some{0}, least{0}, given{0};

void byOne() {
  for (;;) {
    if (live.fetch_add(1) >= 8)
      continue;
    std::thread([] { work(); --live; }).detach();
    // CHECK: amounts_of_counters.cpp,[[@LINE-1]],5,byOne,std::thread,8,constant,safe,C,semaphore
  }
}
void bySome() {
  for (;;) {
    if (some.fetch_add(next()) >= 8)
      continue;
    std::thread([] { work(); --some; }).detach();
    // CHECK: amounts_of_counters.cpp,[[@LINE-1]],5,bySome,std::thread,unbounded,unbounded,dangerous,D,none
  }
}
void byOneAtLeast() {
  for (;;) {
    if (least.fetch_add(std::max(next(), 1)) >= 8)
      continue;
    std::thread([] { work(); --least; }).detach();
    // CHECK: amounts_of_counters.cpp,[[@LINE-1]],5,byOneAtLeast,std::thread,8,constant,safe,C,semaphore
  }
}
void taken(int n) {
  while (given.fetch_add(next()) < n)
    std::thread(work).detach();
    // CHECK: amounts_of_counters.cpp,[[@LINE-1]],5,taken,std::thread,unbounded,unbounded,dangerous,D,none
}
