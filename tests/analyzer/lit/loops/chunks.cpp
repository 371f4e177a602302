// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Data that is cut into so many parts starts so many units, however much data there is.

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <thread>
#include <vector>

void part(std::size_t from, std::size_t to);

void roundedUp(std::size_t n) {
  std::size_t parts = std::thread::hardware_concurrency();
  if (parts == 0)
    parts = 1;
  const std::size_t chunk = (n + parts - 1) / parts;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < n; i += chunk)
    threads.emplace_back(part, i, std::min(n, i + chunk));
    // CHECK: chunks.cpp,[[@LINE-1]],5,roundedUp,std::thread in std::vector::emplace_back,hardware,hardware,safe
  for (std::thread &thread : threads)
    thread.join();
}

void ofConstant(const std::vector<int> &data) {
  std::vector<std::jthread> threads;
  const std::size_t chunk = (data.size() + 7) / 8;
  for (std::size_t i = 0; i < data.size(); i += chunk)
    threads.emplace_back(part, i, i + chunk);
    // CHECK: chunks.cpp,[[@LINE-1]],5,ofConstant,std::jthread in std::vector::emplace_back,8,constant,safe
}

void oneMore(std::size_t n, unsigned workers) {
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < n; i += n / workers + 1)
    threads.emplace_back(part, i, n);
    // CHECK: chunks.cpp,[[@LINE-1]],5,oneMore,std::jthread in std::vector::emplace_back,config(workers),config,safe
}

void oneForTheRest(std::size_t n) {
  constexpr std::size_t parts = 6;
  const std::size_t chunk = n / parts + (n % parts != 0);
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < n; i += chunk)
    threads.emplace_back(part, i, i + chunk);
    // CHECK: chunks.cpp,[[@LINE-1]],5,oneForTheRest,std::jthread in std::vector::emplace_back,6,constant,safe
}

void oneAtLeast(const std::vector<int> &data) {
  const std::size_t n = data.size();
  const std::size_t chunk = std::max<std::size_t>(1, n / 4); // 7 by 4: seven chunks of one
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < data.size(); i += chunk)
    threads.emplace_back(part, i, i + chunk);
    // CHECK: chunks.cpp,[[@LINE-1]],5,oneAtLeast,std::jthread in std::vector::emplace_back,8,constant,safe
}

void ofAFewElements() {
  const std::size_t parts = std::strtoul(std::getenv("PARTS"), nullptr, 10);
  const std::size_t n = 100, chunk = (n + parts - 1) / parts;
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i <= n; i += chunk)
    threads.emplace_back(part, i, i + chunk);
    // CHECK: chunks.cpp,[[@LINE-1]],5,ofAFewElements,std::jthread in std::vector::emplace_back,1+config(PARTS),config,safe
}

void roundedDown(std::size_t n, unsigned workers) {
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < n; i += n / workers) // fewer elements than workers: it stays at 0
    threads.emplace_back(part, i, n);
    // CHECK: chunks.cpp,[[@LINE-1]],5,roundedDown,std::jthread in std::vector::emplace_back,unknown(i may be stepped by nothing),unknown,risky
}

void ofChunksOfOneSize(const std::vector<int> &data) {
  const std::size_t chunk = std::strtoul(std::getenv("CHUNK"), nullptr, 10);
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < data.size(); i += chunk)
    threads.emplace_back(part, i, i + chunk);
    // CHECK: chunks.cpp,[[@LINE-1]],5,ofChunksOfOneSize,std::jthread in std::vector::emplace_back,unknown(i may be stepped by nothing),unknown,risky
}

void ofOther(const std::vector<int> &data, const std::vector<int> &few) {
  const std::size_t chunk = (few.size() + 7) / 8;
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < data.size(); i += chunk)
    threads.emplace_back(part, i, i + chunk);
    // CHECK: chunks.cpp,[[@LINE-1]],5,ofOther,std::jthread in std::vector::emplace_back,unknown(i may be stepped by nothing),unknown,risky
}

void grownSince(std::vector<int> &data, const std::vector<int> &more) {
  const std::size_t chunk = (data.size() + 7) / 8;
  data.insert(data.end(), more.begin(), more.end());
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < data.size(); i += chunk)
    threads.emplace_back(part, i, i + chunk);
    // CHECK: chunks.cpp,[[@LINE-1]],5,grownSince,std::jthread in std::vector::emplace_back,unknown(i may be stepped by nothing),unknown,risky
}

void withLessEachTime(std::size_t n, unsigned workers) {
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < n; i += n / workers + 1) {
    threads.emplace_back(part, i, n);
    // CHECK: chunks.cpp,[[@LINE-1]],5,withLessEachTime,std::jthread in std::vector::emplace_back,unknown(i may be stepped by nothing),unknown,risky
    ++workers;
  }
}
