// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Strangers drive a number where each round waits for one of them; else it is the code's own.

#include <deque>
#include <sys/socket.h>
#include <thread>

void work();
void handle(int);

void byItself() {
  for (;;)
    std::thread(work).detach();
  // CHECK: who_drives_it.cpp,[[@LINE-1]],5,byItself,std::thread,unbounded,{{.*}},unbounded 30 + detached 15 + thread 15 + fire and forget 10,
}

void byRecursion() {
  std::thread(work).detach();
  // CHECK: who_drives_it.cpp,[[@LINE-1]],3,byRecursion,std::thread,unbounded,{{.*}},unbounded 30 + detached 15 + thread 15 + fire and forget 10,
  byRecursion();
}

void byConnections(int listener) {
  for (;;)
    std::thread(handle, accept(listener, nullptr, nullptr)).detach();
  // CHECK: who_drives_it.cpp,[[@LINE-1]],5,byConnections,std::thread,unbounded,{{.*}},unbounded 30 + from outside 20 + detached 15 + thread 15 + fire and forget 10,
}

class Workers {
public:
  void serve(int listener) {
    for (;;)
      waiting_.push_back(accept(listener, nullptr, nullptr));
  }
  void work() {
    for (;;) {
      if (waiting_.empty())
        continue;
      std::thread(handle, waiting_.front()).detach();
      // CHECK: who_drives_it.cpp,[[@LINE-1]],7,Workers::work,std::thread,unbounded,{{.*}},unbounded 30 + from outside 20 + detached 15 + thread 15 + fire and forget 10,
      waiting_.pop_front();
    }
  }

private:
  std::deque<int> waiting_;
};

class Rounds {
public:
  void start() { next_.push_back(0); }
  void work() {
    for (;;) {
      std::thread(handle, next_.front()).detach();
      // CHECK: who_drives_it.cpp,[[@LINE-1]],7,Rounds::work,std::thread,unbounded,{{.*}},unbounded 30 + detached 15 + thread 15 + fire and forget 10,
      next_.push_back(next_.front() + 1);
      next_.pop_front();
    }
  }

private:
  std::deque<int> next_;
};
