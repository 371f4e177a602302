// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A permit that the starter gives back before the unit starts is not had by the unit.

#include <semaphore>
#include <thread>

void work();
void count();
bool isClosed();
std::counting_semaphore<8> permits(8);

void atOnce() {
  for (;;) {
    permits.acquire();
    permits.release();
    std::thread(work).detach();
    // CHECK: permits_given_back_first.cpp,[[@LINE-1]],5,atOnce,std::thread,unbounded,unbounded,dangerous
  }
}

/// On some way to the unit: nobody can say that it is held.
void sometimes(bool isShort) {
  for (;;) {
    permits.acquire();
    if (isShort)
      permits.release();
    std::thread(work).detach();
    // CHECK: permits_given_back_first.cpp,[[@LINE-1]],5,sometimes,std::thread,unbounded,unbounded,dangerous
  }
}

/// Only where no unit starts.
void earlyOut() {
  for (;;) {
    permits.acquire();
    if (isClosed()) {
      permits.release();
      return;
    }
    std::thread([] {
      work();
      permits.release();
    }).detach();
    // CHECK: permits_given_back_first.cpp,[[@LINE-4]],5,earlyOut,std::thread,8,constant,safe,{{.}},semaphore
  }
}

void nextRound() {
  for (;;) {
    permits.acquire();
    if (isClosed()) {
      permits.release();
      continue;
    } else {
      count();
    }
    std::thread([] {
      work();
      permits.release();
    }).detach();
    // CHECK: permits_given_back_first.cpp,[[@LINE-4]],5,nextRound,std::thread,8,constant,safe,{{.}},semaphore
  }
}

/// Another one is had behind it; in the other arm, none is given back.
void anew(bool isShort) {
  for (;;) {
    permits.acquire();
    permits.release();
    permits.acquire();
    std::thread([] {
      work();
      permits.release();
    }).detach();
    // CHECK: permits_given_back_first.cpp,[[@LINE-4]],5,anew,std::thread,8,constant,safe,{{.}},semaphore
  }
}

void otherArm(bool isShort) {
  for (;;) {
    permits.acquire();
    if (isShort) {
      permits.release();
    } else {
      std::thread([] {
        work();
        permits.release();
      }).detach();
      // CHECK: permits_given_back_first.cpp,[[@LINE-4]],7,otherArm,std::thread,8,constant,safe,{{.}},semaphore
    }
  }
}
