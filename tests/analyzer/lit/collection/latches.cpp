// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A latch that each unit counts down when it ends, and that is waited for, joins them all.

#include <latch>
#include <thread>

int take();
void work();

void each() {
  while (take()) {
    std::latch done(8);
    for (int i = 0; i < 8; ++i)
      std::thread([&done] {
        // CHECK: latches.cpp,[[@LINE-1]],{{.*}},each,std::thread,8,constant,safe,C,join,joined
        work();
        done.count_down();
      }).detach();
    done.wait();
  }
}

void asManyAsTold(int n) {
  while (take()) {
    std::latch done(n);
    for (int i = 0; i < n; ++i)
      std::thread([&done] {
        // CHECK: latches.cpp,[[@LINE-1]],{{.*}},asManyAsTold,std::thread,config(n),config,safe,C,join,joined
        work();
        done.count_down();
      }).detach();
    done.wait();
  }
}

void tooFew() {
  while (take()) {
    std::latch done(1);
    for (int i = 0; i < 8; ++i)
      std::thread([&done] {
        // CHECK: latches.cpp,[[@LINE-1]],{{.*}},tooFew,std::thread,{{.*}},dangerous
        work();
        done.count_down();
      }).detach();
    done.wait();
  }
}

void onlyOnce() {
  std::latch done(8);
  while (take()) {
    for (int i = 0; i < 8; ++i)
      std::thread([&done] {
        // CHECK: latches.cpp,[[@LINE-1]],{{.*}},onlyOnce,std::thread,{{.*}},dangerous
        work();
        done.count_down();
      }).detach();
    done.wait();
  }
}

void saysThatItStarts() {
  while (take()) {
    std::latch started(1);
    std::thread([&started] {
      // CHECK: latches.cpp,[[@LINE-1]],{{.*}},saysThatItStarts,std::thread,{{.*}},dangerous
      started.count_down();
      for (;;)
        work();
    }).detach();
    started.wait();
  }
}

void saysThatItIsHalfDone() {
  while (take()) {
    std::latch half(8);
    for (int i = 0; i < 8; ++i)
      std::thread([&half] {
        // CHECK: latches.cpp,[[@LINE-1]],{{.*}},saysThatItIsHalfDone,std::thread,unbounded,unbounded,dangerous
        half.count_down();
        work(); // nobody sees how long
      }).detach();
    half.wait();
  }
}

void notWaitedFor() {
  while (take()) {
    std::latch done(1);
    std::thread([&done] {
      // CHECK: latches.cpp,[[@LINE-1]],{{.*}},notWaitedFor,std::thread,unbounded,unbounded,dangerous
      work();
      done.count_down();
    }).detach();
  }
}

namespace boost {
class latch {
public:
  explicit latch(unsigned count);
  void count_down();
  void wait();
};
} // namespace boost

namespace absl {
class BlockingCounter {
public:
  explicit BlockingCounter(int count);
  bool DecrementCount();
  void Wait();
};
} // namespace absl

void ofBoost() {
  while (take()) {
    boost::latch done(4);
    for (int i = 0; i < 4; ++i)
      std::thread([&done] {
        // CHECK: latches.cpp,[[@LINE-1]],{{.*}},ofBoost,std::thread,4,constant,safe,C,join,joined
        work();
        done.count_down();
      }).detach();
    done.wait();
  }
}

void ofAbseil() {
  while (take()) {
    absl::BlockingCounter done(4);
    for (int i = 0; i < 4; ++i)
      std::thread([&done] {
        // CHECK: latches.cpp,[[@LINE-1]],{{.*}},ofAbseil,std::thread,4,constant,safe,C,join,joined
        work();
        done.DecrementCount();
      }).detach();
    done.Wait();
  }
}
