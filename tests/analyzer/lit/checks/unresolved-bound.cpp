// RUN: %audit -q --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=note: --implicit-check-not=warning:
// RUN: %audit -q --only unresolved-bound --root %S %s -- -std=c++20 | FileCheck %s
// A note: it tells and does not fail.

#include <thread>
#include <vector>

void work();
int unseen();

void unresolved(std::vector<std::thread> &threads) {
  const int count = unseen();
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: unresolved-bound.cpp:[[@LINE-1]]:5: note: {{.*}} starts units, and what limits them could not be worked out: unknown(the result of unseen()) [unresolved-bound]
  // CHECK-NEXT: unresolved-bound.cpp:[[@LINE-3]]:3: note:
  // CHECK-NEXT: unresolved-bound.cpp:[[@LINE-5]]:13: note: count = unknown(the result of unseen())
  // CHECK-NEXT: unresolved-bound.cpp:[[@LINE-6]]:21: note: what it returns is not known
}

void resolved(std::vector<std::thread> &threads) {
  for (int i = 0; i < 3; ++i)
    threads.emplace_back(work);
}
