// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A guard that is taken back while the unit lives holds nothing.

#include <atomic>
#include <sys/socket.h>
#include <thread>
#include <vector>

bool more();
void work();
void serve(int);

bool started = false;
void takenBackAtOnce(int listener) {
  for (;;) {
    serve(accept(listener, nullptr, nullptr));
    if (started)
      continue;
    started = true;
    std::thread(work).detach();
    // CHECK: guards_given_back_early.cpp,[[@LINE-1]],5,takenBackAtOnce,std::thread,unbounded,unbounded,dangerous,D,none,detached
    started = false;
  }
}

void detachedIsNotJoinable(int listener) {
  std::thread thread;
  for (;;) {
    serve(accept(listener, nullptr, nullptr));
    if (thread.joinable())
      continue;
    thread = std::thread(work);
    // CHECK: guards_given_back_early.cpp,[[@LINE-1]],14,detachedIsNotJoinable,std::thread,unbounded,unbounded,dangerous
    thread.detach();
  }
}

void clearedPool(int listener) {
  std::vector<std::thread> pool;
  for (;;) {
    serve(accept(listener, nullptr, nullptr));
    if (pool.empty())
      for (int i = 0; i < 4; ++i)
        pool.emplace_back(work);
    // CHECK: guards_given_back_early.cpp,[[@LINE-1]],9,clearedPool,std::thread in std::vector::emplace_back,unbounded,unbounded,dangerous
    for (auto &thread : pool)
      thread.detach();
    pool.clear();
  }
}

std::atomic<bool> waiting{false};
void givenBackByTheLoop(int listener) {
  for (;;) {
    serve(accept(listener, nullptr, nullptr));
    if (!waiting.exchange(true))
      std::thread(work).detach();
    // CHECK: guards_given_back_early.cpp,[[@LINE-1]],7,givenBackByTheLoop,std::thread,unbounded,unbounded,dangerous,D,none,detached
    if (more())
      waiting = false;
  }
}
