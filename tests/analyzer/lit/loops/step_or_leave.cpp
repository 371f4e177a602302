// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A round that does not step the counter leaves the loop, so each that goes on has stepped it.

#include <pthread.h>

void *work(void *);
bool shouldStop();

int grows(pthread_t *threads, int most) {
  int live = 0;
  while (live < most)
    if (pthread_create(&threads[live], nullptr, work, nullptr) == 0)
      // CHECK: step_or_leave.cpp,[[@LINE-1]],9,grows,pthread_create,config(most),config,safe
      ++live;
    else
      break;
  return live;
}

int goesOnWithoutAStep(pthread_t *threads, int most) {
  int live = 0;
  while (live < most) {
    pthread_create(&threads[live], nullptr, work, nullptr);
    // CHECK: step_or_leave.cpp,[[@LINE-1]],5,goesOnWithoutAStep,pthread_create,unknown{{.*}},risky
    if (shouldStop())
      ++live;
    else if (shouldStop())
      break;
  }
  return live;
}

int leavesAnInnerLoopOnly(pthread_t *threads, int most) {
  int live = 0;
  while (live < most) {
    pthread_create(&threads[live], nullptr, work, nullptr);
    // CHECK: step_or_leave.cpp,[[@LINE-1]],5,leavesAnInnerLoopOnly,pthread_create,unknown{{.*}},risky
    for (;;)
      if (shouldStop())
        ++live;
      else
        break;
  }
  return live;
}
