// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Loops that gotos make, and the ways out of loops that they are.

#include <cstdlib>
#include <thread>

void work();

void backAndOut() {
  int i = 0;
top:
  if (i >= 5)
    goto out;
  std::thread(work).detach();
  // CHECK: jumps.cpp,[[@LINE-1]],3,backAndOut,std::thread,5,constant,safe,C,trip_count,detached
  ++i;
  goto top;
out:
  return;
}

void backAndOutAtALimit(int most) {
  int i = 0;
top:
  if (i >= most)
    goto out;
  std::thread(work).detach();
  // CHECK: jumps.cpp,[[@LINE-1]],3,backAndOutAtALimit,std::thread,config(most),config,safe,C,trip_count,detached
  ++i;
  goto top;
out:
  work();
}

void outOfAnEndlessLoop() {
  int started = 0;
  while (true) {
    if (started >= 5)
      goto out;
    ++started;
    std::thread(work).detach();
    // CHECK: jumps.cpp,[[@LINE-1]],5,outOfAnEndlessLoop,std::thread,5,constant,safe,C,trip_count,detached
  }
out:
  work();
}

void outOfASwitchInALoop(int kind) {
  int started = 0;
  for (;;) {
    switch (kind) {
    case 1:
      if (started >= 6)
        goto out;
      ++started;
      std::thread(work).detach();
      // CHECK: jumps.cpp,[[@LINE-1]],7,outOfASwitchInALoop,std::thread,6,constant,safe,C,trip_count,detached
    }
  }
out:
  work();
}

void outOfBothAtOnce() {
  for (;;)
    for (;;) {
      std::thread(work).detach();
      // CHECK: jumps.cpp,[[@LINE-1]],7,outOfBothAtOnce,std::thread,1,constant,safe,C,trip_count,detached
      goto out;
    }
out:
  work();
}

void onlyOutOfTheInner() {
  for (;;) {
    for (;;) {
      std::thread(work).detach();
      // CHECK: jumps.cpp,[[@LINE-1]],7,onlyOutOfTheInner,std::thread,unbounded,unbounded,dangerous,D,none,detached
      goto next;
    }
  next:
    work();
  }
}

void oneInTheOther() {
  int i = 0, j;
a:
  j = 0;
b:
  std::thread(work).detach();
  // CHECK: jumps.cpp,[[@LINE-1]],3,oneInTheOther,std::thread,12,constant,safe,C,trip_count,detached
  if (++j < 3)
    goto b;
  if (++i < 4)
    goto a;
}

void backFromTwoPlaces() {
  int i = 0;
again:
  std::thread(work).detach();
  // CHECK: jumps.cpp,[[@LINE-1]],3,backFromTwoPlaces,std::thread,unbounded,unbounded,dangerous,D,none,detached
  if (rand() == 0)
    goto again;
  if (++i < 3)
    goto again;
}

void skipsTheStep() {
  for (int i = 0; i < 5;) {
    std::thread(work).detach();
    // CHECK: jumps.cpp,[[@LINE-1]],5,skipsTheStep,std::thread,unknown({{.*}}),unknown,risky,D,none,detached
    if (rand() == 0)
      goto next;
    ++i;
  next:
    work();
  }
}

void skipsOtherThings() {
  for (int i = 0; i < 5; ++i) {
    if (rand() == 0)
      goto next;
    std::thread(work).detach();
    // CHECK: jumps.cpp,[[@LINE-1]],5,skipsOtherThings,std::thread,5,constant,safe,C,trip_count,detached
  next:
    work();
  }
}

void skipsTheGuard() {
  int started = 0;
  for (;;) {
    if (rand() == 0)
      goto start;
    if (started >= 5)
      return;
  start:
    ++started;
    std::thread(work).detach();
    // CHECK: jumps.cpp,[[@LINE-1]],5,skipsTheGuard,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
}
