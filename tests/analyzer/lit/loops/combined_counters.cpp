// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Counters that rounds change bit by bit, or by a factor: some come to their limit, some never do.

#include <thread>

void work();

void toggles() {
  for (int i = 0; i < 2; i ^= 1)
    std::thread(work).detach();
  // CHECK: combined_counters.cpp,[[@LINE-1]],{{.*}},toggles,std::thread,unknown{{.*}},risky
}

void setsBits() {
  for (int i = 0; i < 8; i |= 1)
    std::thread(work).detach();
  // CHECK: combined_counters.cpp,[[@LINE-1]],{{.*}},setsBits,std::thread,unknown{{.*}},risky
}

void remains() {
  for (int i = 100; i > 0; i %= 7)
    std::thread(work).detach();
  // CHECK: combined_counters.cpp,[[@LINE-1]],{{.*}},remains,std::thread,unknown{{.*}},risky
}

void masks() {
  for (int i = 7; i > 0; i &= 6)
    std::thread(work).detach();
  // CHECK: combined_counters.cpp,[[@LINE-1]],{{.*}},masks,std::thread,unknown{{.*}},risky
}

void bitByBit() {
  for (unsigned mask = 12; mask; mask &= mask - 1)
    std::thread(work).detach();
  // CHECK: combined_counters.cpp,[[@LINE-1]],{{.*}},bitByBit,std::thread,12,constant,safe
}

void keepsItsSign() {
  for (int mask = -1; mask; mask >>= 1) // for ever
    std::thread(work).detach();
  // CHECK: combined_counters.cpp,[[@LINE-1]],{{.*}},keepsItsSign,std::thread,unknown{{.*}},risky
}

void shiftedDown() {
  for (unsigned long mask = ~0ul; mask; mask >>= 4)
    std::thread(work).detach();
  // CHECK: combined_counters.cpp,[[@LINE-1]],{{.*}},shiftedDown,std::thread,17,constant,safe
}

void shiftedOut() {
  for (unsigned bit = 1; bit; bit <<= 1)
    std::thread(work).detach();
  // CHECK: combined_counters.cpp,[[@LINE-1]],{{.*}},shiftedOut,std::thread,65,constant,safe
}
