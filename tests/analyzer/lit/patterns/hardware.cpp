// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// As many units as the machine has processors, as programs write it.

#include <algorithm>
#include <thread>
#include <vector>

void work();
void run(int);
using Threads = std::vector<std::thread>;

void direct(Threads &threads) {
  for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,direct,std::thread in std::vector::emplace_back,hardware,hardware,safe,C,trip_count,escapes
}

void half(Threads &threads) {
  for (unsigned i = 0; i < std::thread::hardware_concurrency() / 2; ++i)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,half,std::thread in std::vector::emplace_back,hardware,hardware,safe,C,trip_count,escapes
}

void oneMore(Threads &threads) {
  const unsigned count = std::thread::hardware_concurrency() + 1;
  for (unsigned i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,oneMore,std::thread in std::vector::emplace_back,1+hardware,hardware,safe,C,trip_count,escapes
}

void oneForTheCaller(Threads &threads) {
  for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,oneForTheCaller,std::thread in std::vector::emplace_back,hardware,hardware,safe,C,trip_count,escapes
}

void noMoreThanChunks(Threads &threads, const std::vector<int> &items) {
  const std::size_t chunks = (items.size() + 999) / 1000;
  const std::size_t count = std::min<std::size_t>(chunks, std::thread::hardware_concurrency());
  for (std::size_t i = 0; i < count; ++i)
    threads.emplace_back(run, i);
  // CHECK: hardware.cpp,[[@LINE-1]],5,noMoreThanChunks,std::thread in std::vector::emplace_back,{{.*}},hardware,safe,C,trip_count,escapes
}

void atLeastFour(Threads &threads) {
  const unsigned count = std::max(4u, std::thread::hardware_concurrency());
  for (unsigned i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,atLeastFour,std::thread in std::vector::emplace_back,"max(4, hardware)",hardware,safe,C,trip_count,escapes
}

void twoWhenUnknown(Threads &threads) {
  unsigned count = std::thread::hardware_concurrency();
  count = count ? count : 2;
  for (unsigned i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,twoWhenUnknown,std::thread in std::vector::emplace_back,"max(2, hardware)",hardware,safe,C,trip_count,escapes
}

unsigned cores() {
  static const unsigned count = std::thread::hardware_concurrency();
  return count;
}
void wrapped(Threads &threads) {
  for (unsigned i = 0; i < cores(); ++i)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,wrapped,std::thread in std::vector::emplace_back,hardware,hardware,safe,C,trip_count,escapes
}

static int clampedTo(int low, int high, int value) { return value < low ? low : value > high ? high : value; }
void clamped(Threads &threads) {
  const int count = clampedTo(1, 64, static_cast<int>(std::thread::hardware_concurrency()));
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,clamped,std::thread in std::vector::emplace_back,{{.*}},{{.*}},safe,C,trip_count,escapes
}

void parameterOrHardware(Threads &threads, int count) {
  if (count <= 0)
    count = static_cast<int>(std::thread::hardware_concurrency());
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,parameterOrHardware,std::thread in std::vector::emplace_back,"max(hardware, config(count))",config,safe,C,trip_count,escapes
}

static void fill(Threads &threads) {
  for (auto &thread : threads)
    thread = std::thread(work);
  // CHECK: hardware.cpp,[[@LINE-1]],14,fill,std::thread,hardware,hardware,safe,C,trip_count,escapes
}
void sizedByTheCreator() {
  Threads threads(std::thread::hardware_concurrency());
  fill(threads);
  for (auto &thread : threads)
    thread.join();
}
