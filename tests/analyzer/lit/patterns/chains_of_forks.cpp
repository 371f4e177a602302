// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A parent that leaves the loop leaves the child in it, which forks there and leaves its own child in it.

#include <unistd.h>

void work();

void withoutEnd() {
  for (;;)
    if (fork())
      break;
  // CHECK: chains_of_forks.cpp,[[@LINE-2]],9,withoutEnd,fork,unbounded,unbounded,dangerous
  work();
}

void theParentReturns() {
  for (;;) {
    const pid_t child = fork();
    // CHECK: chains_of_forks.cpp,[[@LINE-1]],25,theParentReturns,fork,unbounded,unbounded,dangerous
    if (child > 0)
      return;
  }
}

void asManyAsRounds() {
  for (int i = 0; i < 4; ++i)
    if (fork())
      break;
  // CHECK: chains_of_forks.cpp,[[@LINE-2]],9,asManyAsRounds,fork,4,constant,safe
}

void untilOneHasStarted() {
  for (;;) {
    const pid_t child = fork();
    // CHECK: chains_of_forks.cpp,[[@LINE-1]],25,untilOneHasStarted,fork,1,constant,safe
    if (child >= 0)
      break;
  }
  work();
}
