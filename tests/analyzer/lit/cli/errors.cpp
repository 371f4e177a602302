// RUN: %audit --exit-zero --format json --root %S %s -- -std=c++20 2> %t.notes | FileCheck %s
// RUN: FileCheck %s --check-prefix=NOTE < %t.notes
// RUN: not %audit -q --root %S %s -- -std=c++20 | FileCheck %s --check-prefix=TEXT
// A translation unit with errors gives what its syntax tree holds.

#include "does/not/exist.h"
#include <thread>

// NOTE: errors.cpp:6:10: 'does/not/exist.h' file not found

void work();
Unknown broken(Undeclared argument) { return argument.nothing(); }

void serve() {
  for (;;)
    std::thread(work).detach();
  // TEXT: errors.cpp:[[@LINE-1]]:5: warning: std::thread starts units and nothing limits how many
}

void partly(Unknown *value) {
  value->call();
  std::thread(work).join();
}
// TEXT: 1 translation unit: 1 analysed (1 with errors), 0 skipped, 0 failed
// CHECK: "with_errors": 1
// CHECK: "line": 16
