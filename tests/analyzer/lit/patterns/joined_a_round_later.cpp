// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A thread is kept for a round, and joined in the next.

#include <thread>
#include <utility>

void work();

void whileTheNextRuns() {
  std::thread old(work);
  // CHECK: joined_a_round_later.cpp,[[@LINE-1]],15,whileTheNextRuns,std::thread,1,constant,safe,B,{{.*}},joined
  for (;;) {
    std::thread next(work);
    // CHECK: joined_a_round_later.cpp,[[@LINE-1]],17,whileTheNextRuns,std::thread,2,constant,safe,C,batch,joined
    old.join();
    old = std::move(next);
  }
}

void beforeTheNextStarts() {
  std::thread old;
  for (;;) {
    if (old.joinable())
      old.join();
    std::thread next(work);
    // CHECK: joined_a_round_later.cpp,[[@LINE-1]],17,beforeTheNextStarts,std::thread,1,constant,safe,C,join,joined
    old = std::move(next);
  }
}

void withoutAJoin() {
  std::thread old;
  for (;;) {
    std::thread next(work);
    // CHECK: joined_a_round_later.cpp,[[@LINE-1]],17,withoutAJoin,std::thread,unbounded,unbounded,dangerous,C,none,escapes
    old = std::move(next);
  }
}

void joinedAtTheEndOnly(int count) {
  std::thread old;
  for (int i = 0; i < count; ++i) {
    std::thread next(work);
    // CHECK: joined_a_round_later.cpp,[[@LINE-1]],17,joinedAtTheEndOnly,std::thread,config(count),config,safe,C,trip_count,escapes
    old = std::move(next);
  }
  old.join();
}
