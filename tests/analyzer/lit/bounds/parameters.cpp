// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Parameters are resolved at the callers that are seen; the highest kind wins.

#include <thread>
#include <vector>

void work();
using Threads = std::vector<std::thread>;

void nobody(Threads &threads, int count) {
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: parameters.cpp,[[@LINE-1]],5,nobody,{{.*}},config(count),config,safe,C
}

static void one(Threads &threads, int count) {
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: parameters.cpp,[[@LINE-1]],5,one,{{.*}},4,constant,safe,C
}
void callsOne(Threads &threads) { one(threads, 4); }

static void several(unsigned count) {
  Threads threads;
  for (unsigned i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: parameters.cpp,[[@LINE-1]],5,several,{{.*}},"max(4, hardware)",hardware,safe,C,trip_count,joined
  for (auto &thread : threads)
    thread.join();
}
void callsSeveral() {
  several(4);
  several(std::thread::hardware_concurrency());
}

static void far(Threads &threads, int count) {
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: parameters.cpp,[[@LINE-1]],5,far,{{.*}},6,constant,safe,C
}
static void between(Threads &threads, int number) { far(threads, 2 * number); }
void callsBetween(Threads &threads) { between(threads, 3); }

static void sized(Threads &threads, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: parameters.cpp,[[@LINE-1]],5,sized,{{.*}},size(items),size,risky,C
}
void callsSized(Threads &threads, const std::vector<int> &items) { sized(threads, items.size()); }

static void byDefault(Threads &threads, int count = 3) {
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: parameters.cpp,[[@LINE-1]],5,byDefault,{{.*}},3,constant,safe,C
}
void callsByDefault(Threads &threads) { byDefault(threads); }

// Two calls whose threads nobody joins: twice the greatest argument.
static void optional(Threads &threads, int count = 3) {
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: parameters.cpp,[[@LINE-1]],5,optional,{{.*}},18,constant,safe
}
void callsOptional(Threads &threads) {
  optional(threads);
  optional(threads, 9);
}
