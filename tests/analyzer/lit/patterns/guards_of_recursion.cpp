// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// XFAIL: *
// Recursion that stops to start threads at a limit.

#include <atomic>
#include <thread>

std::atomic<int> live{0};
void sortBelowALimit(int *from, int *to) {
  if (to - from < 2)
    return;
  int *middle = from + (to - from) / 2;
  if (live < 16) {
    ++live;
    std::thread left([=] {
    // CHECK: guards_of_recursion.cpp,[[@LINE-1]],17,sortBelowALimit,std::thread,{{.*}}16{{.*}},constant,safe
      sortBelowALimit(from, middle);
      --live;
    });
    sortBelowALimit(middle, to);
    left.join();
  } else {
    sortBelowALimit(from, middle);
    sortBelowALimit(middle, to);
  }
}
