// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// XFAIL: *
// Tokens that each start takes and each end gives back.

#include <condition_variable>
#include <mutex>
#include <thread>

bool more();
void serve(int);
std::mutex mutex;
std::condition_variable changed;

namespace tokens {
int tokens = 4;
void completed(int job) {
  serve(job);
  std::lock_guard lock(mutex);
  ++tokens;
}
void takesAToken() {
  while (more()) {
    std::unique_lock lock(mutex);
    while (tokens == 0)
      changed.wait(lock);
    --tokens;
    std::thread(completed, 1).detach();
    // CHECK: tokens.cpp,[[@LINE-1]],5,tokens::takesAToken,std::thread,4,constant,safe,C,semaphore,detached
  }
}
} // namespace tokens
