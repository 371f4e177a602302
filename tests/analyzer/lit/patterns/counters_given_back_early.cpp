// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// XFAIL: *
// A counter that is given back before its unit ends limits nothing.

#include <atomic>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

void serve(int);

namespace uncounted_too_early {
std::atomic<int> live{0};
void givesBackBeforeTheTaskEnds(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    while (live >= 9)
      usleep(10);
    ++live;
    std::thread(serve, client).detach();
    // CHECK: counters_given_back_early.cpp,[[@LINE-1]],5,uncounted_too_early::givesBackBeforeTheTaskEnds,std::thread,unbounded,unbounded,dangerous,D,none,detached
    --live;
  }
}
} // namespace uncounted_too_early
