// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Guards that hold, and guards that only look like it.

#include <memory>
#include <set>
#include <string>
#include <sys/socket.h>
#include <thread>

void work();
void serve(int);

void eachRoundAnew(int listener) {
  for (;;) {
    bool first = true;
    serve(accept(listener, nullptr, nullptr));
    if (first) {
      std::thread(work).detach();
      // CHECK: guards.cpp,[[@LINE-1]],7,eachRoundAnew,std::thread,unbounded,unbounded,dangerous,D,none,detached
      first = false;
    }
  }
}

void insertedNames(int socket) {
  std::set<std::string> known;
  char name[64];
  while (recv(socket, name, sizeof name, 0) > 0)
    if (known.insert(name).second)
      std::thread(work).detach();
  // CHECK: guards.cpp,[[@LINE-1]],7,insertedNames,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

std::unique_ptr<std::thread> background;
void resetElsewhere() { background.reset(); }
void oneAtMost(int listener) {
  for (;;) {
    serve(accept(listener, nullptr, nullptr));
    if (!background)
      background = std::make_unique<std::thread>(work);
    // CHECK: guards.cpp,[[@LINE-1]],20,oneAtMost,std::thread in std::make_unique,1,constant,safe,C,once,escapes
  }
}

enum class State { idle, running };
State state = State::idle;
void leavesItsState(int listener) {
  for (;;) {
    serve(accept(listener, nullptr, nullptr));
    if (state == State::idle) {
      state = State::running;
      std::thread(work).detach();
      // CHECK: guards.cpp,[[@LINE-1]],7,leavesItsState,std::thread,1,constant,safe,C,once,detached
    }
  }
}
