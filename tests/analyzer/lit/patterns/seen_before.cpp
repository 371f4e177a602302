// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// XFAIL: *
// What only leaves out duplicates does not run once.

#include <map>
#include <sched.h>
#include <string>
#include <sys/socket.h>
#include <thread>

void work();

void onlyDuplicates(int socket) {
  std::map<std::string, int> known;
  char buffer[64];
  while (recv(socket, buffer, sizeof buffer, 0) > 0) {
    if (known.count(buffer) != 0)
      continue;
    known[buffer] = 1;
    std::thread(work).detach();
    // CHECK: seen_before.cpp,[[@LINE-1]],5,onlyDuplicates,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
}
