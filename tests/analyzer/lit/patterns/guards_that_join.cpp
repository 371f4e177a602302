// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Threads given to an object whose destructor joins them, and to one that does not.

#include <thread>
#include <utility>
#include <vector>

void work();

struct Joins {
  std::thread thread;
  explicit Joins(std::thread given) : thread(std::move(given)) {}
  ~Joins() { thread.join(); }
};

struct JoinsWhatItHolds {
  std::thread thread;
  ~JoinsWhatItHolds() {
    if (thread.joinable())
      thread.join();
  }
};

struct LetsGo {
  std::thread thread;
  explicit LetsGo(std::thread given) : thread(std::move(given)) {}
  ~LetsGo() { thread.detach(); }
};

void atTheEndOfTheRound() {
  for (;;) {
    Joins guard(std::thread{work});
    // CHECK: guards_that_join.cpp,[[@LINE-1]],17,atTheEndOfTheRound,std::thread,1,constant,safe,C,join,joined
  }
}

void madeAsAList() {
  for (;;) {
    JoinsWhatItHolds guard{std::thread(work)};
    // CHECK: guards_that_join.cpp,[[@LINE-1]],28,madeAsAList,std::thread,1,constant,safe,C,join,joined
  }
}

void movedIn() {
  for (;;) {
    std::thread thread(work);
    // CHECK: guards_that_join.cpp,[[@LINE-1]],17,movedIn,std::thread,1,constant,safe,C,join,joined
    Joins guard(std::move(thread));
  }
}

void madeToStay() {
  for (;;)
    new Joins(std::thread{work});
  // CHECK: guards_that_join.cpp,[[@LINE-1]],15,madeToStay,std::thread,unbounded,unbounded,dangerous,C,none,joined
}

void letGo() {
  for (;;) {
    LetsGo guard(std::thread{work});
    // CHECK: guards_that_join.cpp,[[@LINE-1]],18,letGo,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
}
