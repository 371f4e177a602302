// RUN: %audit -q --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=note: --implicit-check-not=warning:
// A note: a large constant is a limit, and somebody ought to know why it is so large.

#include <thread>
#include <vector>

void work();

void many(std::vector<std::thread> &threads) {
  for (int i = 0; i < 2000; ++i)
    threads.emplace_back(work);
  // CHECK: large-bound.cpp:[[@LINE-1]]:5: note: {{.*}} starts up to 2000 units: that is a limit, and more than a machine has processors for; if it is meant, declare it with its reason [large-bound]
  // CHECK-NEXT: large-bound.cpp:[[@LINE-3]]:3: note: the loop counts to 2000
}

void asMuchAsWithoutAsking(std::vector<std::thread> &threads) {
  for (int i = 0; i < 64; ++i)
    threads.emplace_back(work);
}

void meant(std::vector<std::thread> &threads) {
  for (int i = 0; i < 500; ++i)
    threads.emplace_back(work); // loadline: bound(500): one for each line of the exchange, which waits for calls
}

void oneAfterTheOther() {
  for (int i = 0; i < 5000; ++i)
    std::thread(work).join();
}
