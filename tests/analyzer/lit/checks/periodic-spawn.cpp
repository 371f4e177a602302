// RUN: not %audit -q --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not='[periodic-spawn]'
// A round that starts units and sleeps waits for them first.

#include <chrono>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

void poll(std::string);
bool running();

void pollsEach(const std::vector<std::string> &endpoints) {
  while (running()) {
    for (const std::string &endpoint : endpoints)
      std::thread(poll, endpoint).detach();
    // CHECK: periodic-spawn.cpp:[[@LINE-1]]:7: note: units are started once in each period, whether those of the last one are done or not; {{.*}} [periodic-spawn]
    // CHECK-NEXT: periodic-spawn.cpp:[[@LINE+1]]:5: note: each round lasts as long as this
    std::this_thread::sleep_for(std::chrono::seconds(10));
  }
}

static void pollLater() { std::thread(poll, "all").detach(); }
void pollsThroughACall() {
  for (;; sleep(10))
    pollLater();
  // CHECK: periodic-spawn.cpp:[[@LINE-1]]:5: note: {{.*}} [periodic-spawn]
}

void pollsInAGroup() {
  while (running()) {
    std::thread group(poll, "all");
    group.join();
    sleep(10);
  }
}

void asFastAsItCan() {
  while (running())
    std::thread(poll, "all").detach();
}

void sleepsInTheUnit() {
  while (running())
    std::thread([] {
      for (;;)
        sleep(10);
    }).detach();
}
