// RUN: %audit -q --exit-zero --format csv --root %S %s %S/once.cpp -- -std=c++20 | FileCheck %s
// RUN: %audit -q --exit-zero --format csv --root %S %S/once.cpp %s -- -std=c++20 | FileCheck %s
// A header's spawn is one row, however many translation units include it.

// CHECK: Inputs/spawns.h,9,28,fromHeader,std::thread,unbounded,unbounded,dangerous
// CHECK-NOT: spawns.h,9,28,fromHeader,std::thread,unbounded,unbounded,dangerous

#include "Inputs/spawns.h"

void loops() {
  for (;;)
    fromHeader();
  // CHECK: header.cpp,[[@LINE-1]],5,loops,std::thread,unbounded,unbounded,dangerous,E
}
