// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Bounds that the machine sets.

#include <algorithm>
#include <thread>
#include <unistd.h>
#include <vector>

void work();

unsigned workers() {
  static const unsigned count = std::thread::hardware_concurrency();
  return count ? count : 2;
}

void direct(std::vector<std::thread> &threads) {
  for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,direct,{{.*}},hardware,hardware,safe,C
}

void local(std::vector<std::thread> &threads) {
  const auto count = std::jthread::hardware_concurrency();
  for (unsigned i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,local,{{.*}},hardware,hardware,safe,C
}

void twice(std::vector<std::thread> &threads) {
  for (unsigned i = 0; i < 2 * std::thread::hardware_concurrency(); ++i)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,twice,{{.*}},2*hardware,hardware,safe,C
}

void withOneMore(std::vector<std::thread> &threads) {
  for (unsigned i = 0; i < std::thread::hardware_concurrency() + 1; ++i)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,withOneMore,{{.*}},1+hardware,hardware,safe,C
}

void withOneLess(std::vector<std::thread> &threads) {
  for (unsigned i = 0; i < std::thread::hardware_concurrency() - 1; ++i)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,withOneLess,{{.*}},hardware,hardware,safe,C
}

void atLeastOne(std::vector<std::thread> &threads) {
  const unsigned count = std::max(1u, std::thread::hardware_concurrency());
  for (unsigned i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,atLeastOne,{{.*}},hardware,hardware,safe,C
}

void atMostFour(std::vector<std::thread> &threads) {
  const unsigned count = std::min<unsigned>({std::thread::hardware_concurrency(), 4u});
  for (unsigned i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,atMostFour,{{.*}},"min(4, hardware)",constant,safe,C
}

void through(std::vector<std::thread> &threads) {
  for (unsigned i = 0; i < workers(); ++i)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,through,{{.*}},"max(2, hardware)",hardware,safe,C
}

void posix(std::vector<std::thread> &threads) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  if (count < 1)
    count = 1;
  while (count-- > 0)
    threads.emplace_back(work);
  // CHECK: hardware.cpp,[[@LINE-1]],5,posix,{{.*}},hardware,hardware,safe,C
}
