// REQUIRES: plugin
// RUN: %clang_tidy --load=%plugin --checks=-*,loadline-data-sized-spawn %s -- -std=c++20 2>&1 | FileCheck %s --allow-empty --implicit-check-not=warning: --implicit-check-not=error:
// RUN: %clang_tidy --load=%plugin --checks=-*,loadline-* --list-checks | FileCheck %s --check-prefix=LIST
// Each check is switched on and off by itself.

// LIST: loadline-data-sized-spawn
// LIST: loadline-unbounded-spawn
// LIST: loadline-unresolved-bound

#include <thread>

void work();

void endless() {
  for (;;)
    std::thread(work).detach();
}
