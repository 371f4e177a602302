// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// An algorithm runs what it is given once for each element, by whichever name.

#include <algorithm>
#include <functional>
#include <thread>
#include <vector>

void work();
using Items = std::vector<int>;

void lambda(const Items &items) {
  auto start = [](int) { std::thread(work).detach(); };
  // CHECK: named_callables.cpp,[[@LINE-1]],26,lambda::(lambda),std::thread,size(items),size,risky
  std::for_each(items.begin(), items.end(), start);
  // CHECK: named_callables.cpp,[[@LINE-1]],3,lambda,std::thread,size(items),size,risky
}

void byReference(const Items &items) {
  auto start = [](int) { std::thread(work).detach(); };
  // CHECK: named_callables.cpp,[[@LINE-1]],26,byReference::(lambda),std::thread,size(items),size,risky
  std::for_each(items.begin(), items.end(), std::ref(start));
  // CHECK: named_callables.cpp,[[@LINE-1]],3,byReference,std::thread,size(items),size,risky
}

void wrapped(const Items &items) {
  std::function<void(int)> start = [](int) { std::thread(work).detach(); };
  // CHECK: named_callables.cpp,[[@LINE-1]],46,wrapped::(lambda),std::thread,size(items),size,risky
  std::ranges::for_each(items, start);
  // CHECK: named_callables.cpp,[[@LINE-1]],3,wrapped,std::thread,size(items),size,risky
}

struct Starter {
  void operator()(int) const { std::thread(work).detach(); }
  // CHECK: named_callables.cpp,[[@LINE-1]],32,Starter::operator(),std::thread,size(items),size,risky
};
void object(const Items &items) {
  std::for_each(items.begin(), items.end(), Starter{});
  // CHECK: named_callables.cpp,[[@LINE-1]],3,object,std::thread,size(items),size,risky
}

void each(const Items &items, const std::function<void(int)> &run) {
  for (const int item : items)
    run(item);
  // CHECK: named_callables.cpp,[[@LINE-1]],5,each,std::thread,size(items),size,risky
}
void own(const Items &items) {
  auto start = [](int) { std::thread(work).detach(); };
  // CHECK: named_callables.cpp,[[@LINE-1]],26,own::(lambda),std::thread,size(items),size,risky
  each(items, start);
}
