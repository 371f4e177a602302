// RUN: not %audit -q --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning: --implicit-check-not=error:
// RUN: not %audit -q --only unbounded-spawn --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning:
// RUN: %audit -q --only data-sized-spawn --root %S %s -- -std=c++20

#include <fstream>
#include <sys/socket.h>
#include <thread>
#include <vector>

void work();
void serve(int client);

void perConnection(int listener) {
  while (true)
    std::thread(serve, accept(listener, nullptr, nullptr)).detach();
  // CHECK: unbounded-spawn.cpp:[[@LINE-1]]:5: warning: std::thread starts units and nothing limits how many: {{.*}}; it is detached, so nobody waits for it [unbounded-spawn]
  // CHECK-NEXT: unbounded-spawn.cpp:[[@LINE-3]]:3: note: the loop never ends by itself
  // CHECK-NEXT: unbounded-spawn.cpp:[[@LINE-3]]:24: note: each round waits for a connection (accept)
}

void recursive() {
  std::thread(recursive).detach();
  // CHECK: unbounded-spawn.cpp:[[@LINE-1]]:3: warning: std::thread starts units and nothing limits how many: recursive can come to run itself
}

void fromOutside() {
  std::ifstream file("jobs");
  int count = 0;
  file >> count;
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: unbounded-spawn.cpp:[[@LINE-1]]:5: warning: std::thread starts units and their number comes from outside: outside(count)
}

void joinedTooLate(bool (*more)()) {
  std::vector<std::thread> threads;
  while (more())
    threads.emplace_back(work);
  // CHECK: unbounded-spawn.cpp:[[@LINE-1]]:5: warning: {{.*}}; joining them later does not limit how many are alive until then
  for (auto &thread : threads)
    thread.join();
}

void bounded(int workers) {
  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i)
    threads.emplace_back(work);
  for (auto &thread : threads)
    thread.join();
}

void oneAtATime(int listener) {
  while (true)
    std::thread(serve, accept(listener, nullptr, nullptr)).join();
}
