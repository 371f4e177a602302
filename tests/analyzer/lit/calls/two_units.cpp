// RUN: %audit -q --exit-zero --format csv --root %S %s %S/Inputs/launch.cpp -- -std=c++20 | FileCheck %s --implicit-check-not='{{^[^,]*,[^,]*[.]cpp}}'
// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --check-prefix=ALONE --allow-empty
// The loop here, the spawn in another translation unit.

void launch(int count);

void loops() {
  for (;;)
    launch(3);
  // CHECK: Inputs/launch.cpp,6,{{.*}},launch,std::thread,3,constant,safe,C
  // CHECK: two_units.cpp,[[@LINE-2]],5,loops,std::thread,unbounded,unbounded,dangerous,E
  // ALONE-NOT: two_units.cpp
}
