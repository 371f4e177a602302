// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A unit is one even where what is named beside it was never declared, as where a header is missing.

#include <no_such_header.h>
#include <sys/socket.h>
#include <thread>

void undeclaredEntry(int listener) {
  while (true)
    std::thread(noSuchEntry, accept(listener, nullptr, nullptr)).detach();
  // CHECK: entries_not_declared.cpp,[[@LINE-1]],{{[0-9]+}},{{.*}},{{.*}},unbounded,unbounded,dangerous,D,none,detached
}

void undeclaredHandle(int listener) {
  while (true) {
    if (noSuchLimit < 4)
      noSuchHandle = std::thread(accept, listener, nullptr, nullptr);
    // CHECK: entries_not_declared.cpp,[[@LINE-1]],{{[0-9]+}},{{.*}},{{.*}},unbounded,unbounded,dangerous,C,none,escapes
  }
}

void undeclaredList() {
  for (const auto &file : noSuchFiles)
    std::thread(accept, 0, nullptr, nullptr).detach();
  // CHECK: entries_not_declared.cpp,[[@LINE-1]],{{[0-9]+}},{{.*}},{{.*}},size(noSuchFiles),size,risky,D,trip_count,detached
}

void undeclaredCount() {
  for (int i = 0; i < noSuchCount; ++i)
    std::thread(accept, i, nullptr, nullptr).detach();
  // CHECK: entries_not_declared.cpp,[[@LINE-1]],{{[0-9]+}},{{.*}},{{.*}},config(noSuchCount),config,safe,C,trip_count,detached
}

void undeclaredCursor() {
  for (NoSuchCursor at = noSuchBegin(); at != noSuchEnd(); ++at)
    std::thread(accept, 0, nullptr, nullptr).detach();
  // CHECK: entries_not_declared.cpp,[[@LINE-1]],{{[0-9]+}},{{.*}},{{.*}},unknown(a condition that did not compile),unknown,risky,D
}
