// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A flag or counter of each slot lets as many live as all slots together.

#include <array>
#include <cstddef>
#include <thread>
#include <vector>

void work();
int takeOne(); // of events

struct Slot {
  bool busy = false;
  int live = 0;
};
Slot slots[64];
void flagOfEach() {
  for (;;) {
    takeOne();
    for (auto &slot : slots)
      if (!slot.busy) {
        slot.busy = true;
        std::thread([&slot] { work(); slot.busy = false; }).detach();
        // CHECK: one_of_slots.cpp,[[@LINE-1]],9,flagOfEach,std::thread,64,constant,safe,C,once
        break;
      }
  }
}

std::array<Slot, 16> counted;
void counterOfEach() {
  for (;;) {
    takeOne();
    for (Slot &slot : counted)
      if (slot.live < 4) {
        ++slot.live;
        std::thread([&slot] { work(); --slot.live; }).detach();
        // CHECK: one_of_slots.cpp,[[@LINE-1]],9,counterOfEach,std::thread,64,constant,safe,C,semaphore
        break;
      }
  }
}

struct Worker {
  bool used = false;
  std::thread thread;
  void start() {
    used = true;
    thread = std::thread([this] { work(); used = false; });
    // CHECK: one_of_slots.cpp,[[@LINE-1]],14,Worker::start,std::thread,32,constant,safe
    thread.detach();
  }
};
Worker workers[32];
void throughACall() {
  for (;;) {
    takeOne();
    for (Worker &worker : workers)
      if (!worker.used) {
        worker.start();
        // CHECK: one_of_slots.cpp,[[@LINE-1]],9,throughACall,std::thread,32,constant,safe
        break;
      }
  }
}
