// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// A loop that waits for a unit, and one that may be left before the unit is done.

#include <atomic>
#include <thread>

bool cancelled();
int look();

struct Lookup {
  std::atomic<bool> done{false};
  void run() { done = true; }

  void waitedFor() {
    std::thread(&Lookup::run, this).detach();
    // CHECK: waits_given_up.cpp,[[@LINE-1]],{{.*}},Lookup::waitedFor,std::thread,1,constant,safe
    while (!done)
      std::this_thread::yield();
  }
  void givenUp() {
    std::thread(&Lookup::run, this).detach();
    // CHECK: waits_given_up.cpp,[[@LINE-1]],{{.*}},Lookup::givenUp,std::thread,unbounded,unbounded,dangerous
    while (!done) {
      std::this_thread::yield();
      if (cancelled())
        return;
    }
  }
  void brokenOff() {
    std::thread(&Lookup::run, this).detach();
    // CHECK: waits_given_up.cpp,[[@LINE-1]],{{.*}},Lookup::brokenOff,std::thread,unbounded,unbounded,dangerous
    while (!done) {
      if (cancelled())
        break;
    }
  }
  /// What compares with a number asks for an error of its own.
  void unlessItFails() {
    std::thread(&Lookup::run, this).detach();
    // CHECK: waits_given_up.cpp,[[@LINE-1]],{{.*}},Lookup::unlessItFails,std::thread,1,constant,safe
    while (!done) {
      if (look() < 0)
        return;
    }
  }
};

int main() {
  for (;;) {
    Lookup one;
    one.waitedFor();
    one.givenUp();
    // CHECK: waits_given_up.cpp,[[@LINE-1]],{{.*}},main,std::thread,unbounded,unbounded,dangerous
    one.brokenOff();
    // CHECK: waits_given_up.cpp,[[@LINE-1]],{{.*}},main,std::thread,unbounded,unbounded,dangerous
    one.unlessItFails();
  }
}
