// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Numbers that are chosen among others, and loops that end at the least of several limits.

#include <algorithm>
#include <thread>
#include <vector>

void work(int);

void joinAll(std::vector<std::thread> &threads) {
  for (std::thread &thread : threads)
    thread.join();
}

void startsAtMost(int most) {
  std::vector<std::thread> threads;
  for (int i = 0; i < most; ++i)
    threads.emplace_back(work, i);
  // CHECK: choices.cpp,[[@LINE-1]],5,startsAtMost,std::thread in std::vector::emplace_back,"max(3, min(8, config(count)), min(8, config(size)), min(9, config(count)))",constant,safe
  joinAll(threads);
}

void theLesser(int count) {
  startsAtMost(count > 8 ? 8 : count);
}
void theLesserByMacro(int size) {
#define LESSER(a, b) ((a) < (b) ? (a) : (b))
  startsAtMost(LESSER(size, 8));
}
void neitherReached(int count) {
  startsAtMost(count < 10 && count >= 0 ? count : 3);
}

void theGreater(int count) {
  std::vector<std::thread> threads;
  const int most = count > 8 ? count : 8;
  for (int i = 0; i < most; ++i)
    threads.emplace_back(work, i);
  // CHECK: choices.cpp,[[@LINE-1]],5,theGreater,std::thread in std::vector::emplace_back,"max(8, config(count))",config,safe
  joinAll(threads);
}

void inParts(const std::vector<int> &items) {
  constexpr std::size_t part = 4;
  for (std::size_t first = 0; first < items.size(); first += part) {
    std::vector<std::thread> threads;
    for (std::size_t i = first; i < std::min(first + part, items.size()); ++i)
      threads.emplace_back(work, items[i]);
    // CHECK: choices.cpp,[[@LINE-1]],7,inParts,std::thread in std::vector::emplace_back,"min(4, size(items))",constant,safe
    joinAll(threads);
  }
}

void inPartsWithAnEnd(const std::vector<int> &items) {
  constexpr std::size_t part = 4;
  for (std::size_t first = 0; first < items.size(); first += part) {
    const std::size_t end = first + part < items.size() ? first + part : items.size();
    std::vector<std::thread> threads;
    for (std::size_t i = first; i < end; ++i)
      threads.emplace_back(work, items[i]);
    // CHECK: choices.cpp,[[@LINE-1]],7,inPartsWithAnEnd,std::thread in std::vector::emplace_back,"min(4, size(items))",constant,safe
    joinAll(threads);
  }
}

void toAnEndTakenBefore(const std::vector<int> &items) {
  std::size_t first = 0;
  const std::size_t end = std::min(first + 4, items.size());
  std::vector<std::thread> threads;
  for (; first < items.size(); first += 4)
    for (std::size_t i = first; i < end; ++i)
      threads.emplace_back(work, items[i]);
  // CHECK: choices.cpp,[[@LINE-1]],7,toAnEndTakenBefore,std::thread in std::vector::emplace_back,{{.*}},risky
  joinAll(threads);
}
