// RUN: not %audit -q --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning: --implicit-check-not=error:
// RUN: not %audit --root %S %s -- -std=c++20 2>&1 >/dev/null | FileCheck %s --check-prefix=NOTE
// NOLINT with a reason silences its line in the audit as it does in clang-tidy, and so do a begin and its end.

#include <string>
#include <thread>
#include <vector>

void call(std::string);

void told(const std::vector<std::string> &endpoints) {
  for (const std::string &endpoint : endpoints)
    std::thread(call, endpoint).detach();
  // CHECK: suppressed.cpp:[[@LINE-1]]:5: warning: {{.*}} [data-sized-spawn]
}

void silent(const std::vector<std::string> &endpoints) {
  for (const std::string &endpoint : endpoints)
    std::thread(call, endpoint).detach(); // NOLINT(loadline-data-sized-spawn): the list has at most five entries
}

// NOTE-DAG: suppressed.cpp:[[@LINE+1]]: {{NO}}LINTBEGIN without a {{NO}}LINTEND of the same checks behind it; it has no effect
// NOLINTBEGIN(loadline-unbounded-spawn): never ended
void alsoTold(const std::vector<std::string> &endpoints) {
  for (const std::string &endpoint : endpoints)
    std::thread(call, endpoint).detach();
  // CHECK: suppressed.cpp:[[@LINE-1]]:5: warning: {{.*}} [data-sized-spawn]
}

// NOTE-DAG: suppressed.cpp:[[@LINE+1]]:1: {{NO}}LINTEND without a {{NO}}LINTBEGIN of the same checks before it; it has no effect
// NOLINTEND(loadline-data-sized-spawn)

// NOLINTBEGIN(*-sized-spawn, loadline-unresolved-bound): lists of this file are short
void silentBetween(const std::vector<std::string> &endpoints) {
  for (const std::string &endpoint : endpoints)
    std::thread(call, endpoint).detach();
  // NOTE-DAG: suppressed.cpp:[[@LINE-1]]: NOLINT silences data-sized-spawn: lists of this file are short
}
void toldBetween() {
  for (;;)
    std::thread(call, "x").detach();
  // CHECK: suppressed.cpp:[[@LINE-1]]:5: warning: {{.*}} [unbounded-spawn]
}
// NOLINTEND(*-sized-spawn, loadline-unresolved-bound)

// NOLINTBEGIN: everything, of this loop
void silentToo() {
  for (;;)
    std::thread(call, "x").detach();
  // NOTE-DAG: suppressed.cpp:[[@LINE-1]]: NOLINT silences unbounded-spawn: everything, of this loop
}
// NOLINTEND
