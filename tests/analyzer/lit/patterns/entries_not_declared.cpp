// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// XFAIL: *
// A unit whose entry is not declared is still a unit.

#include <no_such_header.h>
#include <sys/socket.h>
#include <thread>

void undeclaredEntry(int listener) {
  while (true)
    std::thread(noSuchEntry, accept(listener, nullptr, nullptr)).detach();
  // CHECK: entries_not_declared.cpp,[[@LINE-1]],{{[0-9]+}},{{.*}},{{.*}},unbounded,unbounded,dangerous,D,none,detached
}
