// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Futures of std::async wait where they end.

#include <future>
#include <vector>

bool more();
int answer();

void discarded() {
  while (more())
    std::async(answer);
  // CHECK: futures.cpp,[[@LINE-1]],5,discarded,std::async,1,constant,safe,C,join,joined
}

void local() {
  while (more()) {
    auto future = std::async(std::launch::async, answer);
    // CHECK: futures.cpp,[[@LINE-1]],19,local,std::async,1,constant,safe,C,join,joined
  }
}

int asked() {
  int sum = 0;
  while (more()) {
    std::future<int> future = std::async(answer);
    // CHECK: futures.cpp,[[@LINE-1]],31,asked,std::async,1,constant,safe,C,join,joined
    sum += future.get();
  }
  return sum;
}

int atOnce() {
  int sum = 0;
  while (more())
    sum += std::async(answer).get();
  // CHECK: futures.cpp,[[@LINE-1]],12,atOnce,std::async,1,constant,safe,C,join,joined
  return sum;
}

void kept() {
  std::vector<std::future<int>> futures;
  while (more())
    futures.push_back(std::async(answer));
  // CHECK: futures.cpp,[[@LINE-1]],23,kept,std::async,unbounded,unbounded,dangerous,C,none,joined
}

void keptForEach(const std::vector<int> &items) {
  std::vector<std::future<int>> futures;
  for (int item : items)
    futures.emplace_back(std::async([item] { return item; }));
  // CHECK: futures.cpp,[[@LINE-1]],26,keptForEach,std::async,size(items),size,risky,C,trip_count,joined
  for (auto &future : futures)
    future.wait();
}

void deferred() {
  std::vector<std::future<int>> futures;
  while (more())
    futures.push_back(std::async(std::launch::deferred, answer));
}

std::future<int> given() { return std::async(answer); }
// CHECK: futures.cpp,[[@LINE-1]],35,given,std::async,1,constant,safe,B,none,escapes
