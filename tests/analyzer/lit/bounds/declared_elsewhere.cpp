// RUN: %audit -q --exit-zero --format csv --root %S %s %S/Inputs/declared_elsewhere.cpp -- -std=c++20 | FileCheck %s --implicit-check-not='{{^[^,]*,[^,]*[.]cpp}}'
// A variable that a source file declares for itself, without a header, is that of the file which defines it.

#include <thread>

extern int fromOutside;
extern int fixed;
extern int growing;
void work();

void readElsewhere() {
  for (int i = 0; i < fromOutside; ++i)
    std::thread(work).detach();
  // CHECK: declared_elsewhere.cpp,[[@LINE-1]],5,readElsewhere,std::thread,outside(fromOutside),size,dangerous
}

void fixedElsewhere() {
  for (int i = 0; i < fixed; ++i)
    std::thread(work).detach();
  // CHECK: declared_elsewhere.cpp,[[@LINE-1]],5,fixedElsewhere,std::thread,4,constant,safe
}

void limitedByWhatGrowsElsewhere() {
  static int alive = 0;
  for (;;) {
    if (alive >= growing)
      continue;
    ++alive;
    std::thread(work).detach();
    // CHECK: declared_elsewhere.cpp,[[@LINE-1]],5,limitedByWhatGrowsElsewhere,std::thread,unbounded,unbounded,dangerous
  }
}
