// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// An exception that is caught in the round may lead past the step that counts it.

#include <exception>
#include <thread>
#include <vector>

void work();
void enlist(int id); // may throw
void count(int id) noexcept;

void passed() {
  int started = 0;
  while (started < 3) {
    std::thread(work).detach();
    // CHECK: caught.cpp,[[@LINE-1]],{{.*}},passed,std::thread,unknown(a round need not step started),unknown,risky
    try {
      enlist(started);
      ++started;
    } catch (const std::exception &) {
    }
  }
}

void takenOut(std::vector<int> ids) {
  while (!ids.empty()) {
    std::thread(work).detach();
    // CHECK: caught.cpp,[[@LINE-1]],{{.*}},takenOut,std::thread,unknown{{.*}},risky
    try {
      enlist(ids.back());
      ids.pop_back();
    } catch (const std::exception &) {
    }
  }
}

void countedBefore() {
  int started = 0;
  while (started < 3) {
    std::thread(work).detach();
    // CHECK: caught.cpp,[[@LINE-1]],{{.*}},countedBefore,std::thread,3,constant,safe
    try {
      ++started;
      enlist(started);
    } catch (const std::exception &) {
    }
  }
}

void countedInBoth() {
  int started = 0;
  while (started < 3) {
    std::thread(work).detach();
    // CHECK: caught.cpp,[[@LINE-1]],{{.*}},countedInBoth,std::thread,3,constant,safe
    try {
      enlist(started);
      ++started;
    } catch (const std::exception &) {
      ++started;
    }
  }
}

void leaves() {
  int started = 0;
  while (started < 3) {
    std::thread(work).detach();
    // CHECK: caught.cpp,[[@LINE-1]],{{.*}},leaves,std::thread,3,constant,safe
    try {
      enlist(started);
      ++started;
    } catch (const std::exception &) {
      break;
    }
  }
}

void throwsNothing() {
  int started = 0;
  while (started < 3) {
    try {
      std::thread(work).detach();
      // CHECK: caught.cpp,[[@LINE-1]],{{.*}},throwsNothing,std::thread,3,constant,safe
      count(started);
      ++started;
    } catch (const std::exception &) {
    }
  }
}
