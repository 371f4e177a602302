// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// XFAIL: *
// A pack expanded around a spawn starts one unit for each of its elements.

#include <thread>
#include <vector>

void work();
using Threads = std::vector<std::thread>;

template <class... Callables>
void eachArgument(Threads &threads, Callables... callables) {
  (threads.emplace_back(callables), ...);
  // CHECK: packs.cpp,[[@LINE-1]],4,eachArgument,std::thread in std::vector::emplace_back,3,constant,safe
}
void passesThree(Threads &threads) { eachArgument(threads, work, work, work); }

template <class... Callables>
void arrayOfArguments(Callables... callables) {
  std::thread threads[] = {std::thread(callables)...};
  // CHECK: packs.cpp,[[@LINE-1]],28,arrayOfArguments,std::thread,2,constant,safe
  for (auto &thread : threads)
    thread.join();
}
void passesTwo() { arrayOfArguments(work, work); }
