// RUN: not %audit -q --root %S --only missing-deadline %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning: --implicit-check-not=error:
// An answer of others has a deadline; one's own units and one's queue are waited for as long as it takes.

#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;
std::future<int> request(int);
int compute(int);

int ofAnother() {
  std::future<int> answer = request(1);
  return answer.get() + compute(2);
  // CHECK: missing-deadline.cpp:[[@LINE-1]]:10: warning: the answer of request is waited for without an end, and nothing here makes sure that it comes; wait up to a deadline, and say what happens then [missing-deadline]
}
int upToATime() {
  std::future<int> answer = request(1);
  return answer.wait_for(1s) == std::future_status::ready ? answer.get() : -1;
}
int ofOwnUnits() {
  auto first = std::async(std::launch::async, compute, 1);
  return first.get();
}
int ofOwnPromise() {
  std::promise<int> promise;
  std::jthread unit([&promise] { promise.set_value(compute(1)); });
  return promise.get_future().get();
}

std::mutex mutex;
std::condition_variable changed;
static std::deque<int> work;
static bool connected = false, done = false;

void forAFlagThatNobodySets() {
  std::unique_lock lock(mutex);
  changed.wait(lock, [] { return connected; });
  // CHECK: missing-deadline.cpp:[[@LINE-1]]:3: warning: the wait ends when connected is set, which no code of this program makes sure of; {{.*}} [missing-deadline]
}
void finish() {
  std::lock_guard lock(mutex);
  done = true;
  changed.notify_all();
}
void forAFlagOfTheProgram() {
  std::unique_lock lock(mutex);
  changed.wait(lock, [] { return done; });
}
int nextOfTheQueue() {
  std::unique_lock lock(mutex);
  changed.wait(lock, [] { return !work.empty(); });
  const int next = work.front();
  work.pop_front();
  return next;
}
