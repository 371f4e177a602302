// RUN: not %audit -q --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning: --implicit-check-not=error:
// NOLINT with a reason silences its line in the audit as it does in clang-tidy.

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
