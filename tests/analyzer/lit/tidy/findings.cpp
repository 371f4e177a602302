// REQUIRES: plugin
// RUN: %clang_tidy --load=%plugin --checks=-*,loadline-* %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not=warning: --implicit-check-not=error:
// RUN: not %audit -q --root %S %s -- -std=c++20 | FileCheck %s --check-prefix=AUDIT
// The plugin says what the audit says of the same source, and honours NOLINT.

#include <sys/socket.h>
#include <thread>
#include <vector>

void serve(int client);

void perConnection(int listener) {
  while (true)
    std::thread(serve, accept(listener, nullptr, nullptr)).detach();
  // CHECK: findings.cpp:[[@LINE-1]]:5: warning: std::thread starts units and nothing limits how many: [[WHY:.*]] [loadline-unbounded-spawn]
  // AUDIT: findings.cpp:[[@LINE-2]]:5: warning: std::thread starts units and nothing limits how many: {{.*}} [unbounded-spawn]
}

void perElement(const std::vector<int> &clients) {
  std::vector<std::thread> threads;
  for (int client : clients)
    threads.emplace_back(serve, client);
  // CHECK: findings.cpp:[[@LINE-1]]:5: warning: {{.*}} starts as many units as the data says: size(clients); {{.*}} [loadline-data-sized-spawn]
  // AUDIT: findings.cpp:[[@LINE-2]]:5: warning: {{.*}} starts as many units as the data says: size(clients); {{.*}} [data-sized-spawn]
  for (std::thread &thread : threads)
    thread.join();
}

void accepted(int listener) {
  while (true)
    std::thread(serve, accept(listener, nullptr, nullptr)).detach(); // NOLINT(loadline-unbounded-spawn)
}

void acceptedBelow(int listener) {
  while (true)
    // NOLINTNEXTLINE(loadline-*)
    std::thread(serve, accept(listener, nullptr, nullptr)).detach();
}

void bounded() {
  std::thread(serve, 1).join();
}
