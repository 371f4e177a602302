// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// What comes to run itself is told with the calls on the way.

#include <thread>
void work();
bool isLarge(int size);

void halve(int size);
void start(int size) {
  std::thread(work).detach();
  // CHECK: cycles_told.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous,{{.*}}line 9: start can come to run itself, and each run starts units; line 13: start runs halve; line 16: halve runs start
  if (isLarge(size))
    halve(size);
}
void halve(int size) {
  start(size / 2);
}

// A loop that macros have for their braces is none, and is not told.
void inBraces() {
  do {
    std::thread(work).detach();
    // CHECK: cycles_told.cpp,[[@LINE-1]],{{.*}},1,constant,safe,{{.*}},,,thread,,0,,,{{$}}
  } while (false);
}
