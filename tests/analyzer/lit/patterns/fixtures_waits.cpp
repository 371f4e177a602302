// RUN: not %audit -q --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning: --implicit-check-not=error:
// Waits without an end: for an answer that may never come, for a success that may never come.

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <future>
#include <mutex>
#include <semaphore>
#include <string>
#include <thread>

using namespace std::chrono_literals;
bool send(const std::string &);
std::future<int> request(const std::string &);

int waitsForEver() {
  return request("price").get();
  // CHECK: fixtures_waits.cpp:[[@LINE-1]]:10: warning: {{.*}} [missing-deadline]
}
int waitsAWhile() {
  auto answer = request("price");
  if (answer.wait_for(200ms) != std::future_status::ready)
    return 0;
  return answer.get();
}

std::mutex mutex;
std::condition_variable changed;
bool arrived = false;
void waitsForASignal() {
  std::unique_lock lock(mutex);
  changed.wait(lock, [] { return arrived; });
  // CHECK: fixtures_waits.cpp:[[@LINE-1]]:3: warning: {{.*}} [missing-deadline]
}
bool waitsUntil(std::chrono::steady_clock::time_point deadline) {
  std::unique_lock lock(mutex);
  return changed.wait_until(lock, deadline, [] { return arrived; });
}

void triesUntilItWorks(const std::string &text) {
  while (!send(text)) {
    // CHECK: fixtures_waits.cpp:[[@LINE-1]]:3: warning: {{.*}} [retry-unbounded]
  }
}
bool triesFiveTimes(const std::string &text) {
  for (int attempt = 0; attempt < 5; ++attempt) {
    if (send(text))
      return true;
    std::this_thread::sleep_for(100ms * (1 << attempt) + std::chrono::milliseconds(std::rand() % 50));
  }
  return false;
}

int hedgesAtOnce() {
  auto first = std::async(std::launch::async, [] { return request("a").wait_for(1s) == std::future_status::ready; });
  if (first.wait_for(50ms) == std::future_status::ready)
    return 1;
  auto second = std::async(std::launch::async, [] { return request("b").wait_for(1s) == std::future_status::ready; });
  // CHECK: fixtures_waits.cpp:[[@LINE-1]]:17: warning: {{.*}} [hedge-unbounded]
  return second.wait_for(1s) == std::future_status::ready;
}
std::counting_semaphore<> hedging(3);
int hedgesWithAPermit() {
  auto first = std::async(std::launch::async, [] { return request("a").wait_for(1s) == std::future_status::ready; });
  if (first.wait_for(50ms) == std::future_status::ready || !hedging.try_acquire())
    return 1;
  auto second = std::async(std::launch::async, [] { return request("b").wait_for(1s) == std::future_status::ready; });
  const bool answered = second.wait_for(1s) == std::future_status::ready;
  hedging.release();
  return answered;
}
