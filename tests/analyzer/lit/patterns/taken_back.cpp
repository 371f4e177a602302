// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Loops that take their counter back: nobody knows how often they go round.

#include <cstdlib>
#include <thread>

void work();

void onlyForward() {
  for (int i = 0; i < 10; ++i)
    std::thread(work).detach();
  // CHECK: taken_back.cpp,[[@LINE-1]],5,onlyForward,std::thread,10,constant,safe
}

void oneBack() {
  for (int i = 0; i < 10; ++i) {
    std::thread(work).detach();
    // CHECK: taken_back.cpp,[[@LINE-1]],5,oneBack,std::thread,unknown(i is also taken back),unknown,risky
    if (rand() == 0)
      --i;
  }
}

void fromTheStart() {
  for (int i = 0; i < 10; ++i) {
    std::thread(work).detach();
    // CHECK: taken_back.cpp,[[@LINE-1]],5,fromTheStart,std::thread,unknown(i is also taken back),unknown,risky
    if (rand() == 0)
      i = 0;
  }
}

void crossedLoops() {
  int i = 0, j = 0;
a:
  work();
b:
  std::thread(work).detach();
  // CHECK: taken_back.cpp,[[@LINE-1]],3,crossedLoops,std::thread,{{.*}}unknown(i is also taken back){{.*}},unknown,risky
  if (++i < 3)
    goto a;
  i = 0;
  if (++j < 4)
    goto b;
}

int next();
void nothingCounts() {
  int value = 0;
  while (value != -1) {
    std::thread(work).detach();
    // CHECK: taken_back.cpp,[[@LINE-1]],5,nothingCounts,std::thread,unbounded,unbounded,dangerous
    value = next();
  }
}
