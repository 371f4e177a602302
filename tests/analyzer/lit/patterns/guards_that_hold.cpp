// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Guards that let one unit, or three, start at all.

#include <atomic>
#include <sys/socket.h>
#include <thread>

void work();
void serve(int);

void firstRoundOnly(int listener) {
  bool first = true;
  for (;;) {
    serve(accept(listener, nullptr, nullptr));
    if (first) {
      std::thread(work).detach();
      // CHECK: guards_that_hold.cpp,[[@LINE-1]],7,firstRoundOnly,std::thread,1,constant,safe
      first = false;
    }
  }
}

std::atomic<bool> busy{false};
void exchangedByComparison(int listener) {
  for (;;) {
    serve(accept(listener, nullptr, nullptr));
    bool expected = false;
    if (busy.compare_exchange_strong(expected, true))
      std::thread([] {
      // CHECK: guards_that_hold.cpp,[[@LINE-1]],7,exchangedByComparison,std::thread,1,constant,safe
        work();
        busy = false;
      }).detach();
  }
}

int tries = 0;
void threeTimes(int listener) {
  for (;;) {
    serve(accept(listener, nullptr, nullptr));
    if (tries++ < 3)
      std::thread(work).detach();
    // CHECK: guards_that_hold.cpp,[[@LINE-1]],7,threeTimes,std::thread,3,constant,safe
  }
}

struct Operations {
  unsigned done = 0, most = 0; // 0 is no limit
};

bool goesOn(const Operations &operations) {
  return operations.most == 0 || operations.done < operations.most;
}

void withoutALimitIfItIsZero(Operations &operations) {
  while (goesOn(operations)) {
    std::thread(work).detach();
    // CHECK: guards_that_hold.cpp,[[@LINE-1]],5,withoutALimitIfItIsZero,std::thread,unbounded,unbounded,dangerous,D,none,detached
    ++operations.done;
  }
}
