// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A counter that the condition itself counts up.

#include <atomic>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

void serve(int);

namespace increments {
std::atomic<int> live{0};
void refusesByTheNewValue(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (++live > 30) {
      --live;
      close(client);
      continue;
    }
    std::thread([client] {
    // CHECK: counted_in_the_condition.cpp,[[@LINE-1]],5,increments::refusesByTheNewValue,std::thread,30,constant,safe,C,semaphore,detached
      serve(client);
      --live;
    }).detach();
  }
}
} // namespace increments
