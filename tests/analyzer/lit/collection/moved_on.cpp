// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Handles that go to another variable, or to whoever called.

#include <chrono>
#include <future>
#include <memory>
#include <thread>
#include <utility>

void work();
int take();

void moved() {
  for (;;) {
    std::thread first(work);
    // CHECK: moved_on.cpp,[[@LINE-1]],{{.*}},moved,std::thread,1,constant,safe,C,join,joined
    std::thread second = std::move(first);
    second.join();
  }
}

void madeOfIt() {
  for (;;) {
    std::thread first;
    first = std::thread(work);
    // CHECK: moved_on.cpp,[[@LINE-1]],{{.*}},madeOfIt,std::thread,1,constant,safe,C,join,joined
    std::thread second(std::move(first));
    second.join();
  }
}

void movedAndLetGo() {
  for (;;) {
    std::thread first(work);
    // CHECK: moved_on.cpp,[[@LINE-1]],{{.*}},movedAndLetGo,std::thread,unbounded,unbounded,dangerous,D,none,detached
    std::thread second = std::move(first);
    second.detach();
  }
}

std::thread start(int number) {
  return std::thread([number] { (void)number; });
  // CHECK: moved_on.cpp,[[@LINE-1]],{{.*}},start,std::thread,unbounded,unbounded,dangerous,B,none,escapes
}

void joinedAtOnce() {
  for (;;)
    start(take()).join();
  // CHECK: moved_on.cpp,[[@LINE-1]],{{.*}},joinedAtOnce,std::thread,1,constant,safe,E,join,joined
}

void joinedInTheRound() {
  for (;;) {
    auto thread = start(take());
    // CHECK: moved_on.cpp,[[@LINE-1]],{{.*}},joinedInTheRound,std::thread,1,constant,safe,E,join,joined
    thread.join();
  }
}

void letGo() {
  for (;;)
    start(take()).detach();
  // CHECK: moved_on.cpp,[[@LINE-1]],{{.*}},letGo,std::thread,unbounded,unbounded,dangerous,E,none,detached
}

std::unique_ptr<std::thread> startOwned() {
  return std::make_unique<std::thread>(work);
  // CHECK: moved_on.cpp,[[@LINE-1]],{{.*}},startOwned,std::thread in std::make_unique,1,constant,safe,B,none,escapes
}

void ownedAndJoined() {
  for (;;) {
    auto thread = startOwned();
    // CHECK: moved_on.cpp,[[@LINE-1]],{{.*}},ownedAndJoined,std::thread in std::make_unique,1,constant,safe,E,join,joined
    thread->join();
  }
}

void askedForASecond() {
  for (;;) {
    auto answer = std::async(std::launch::async, take);
    // CHECK: moved_on.cpp,[[@LINE-1]],{{.*}},askedForASecond,std::async,1,constant,safe,C,join,joined
    if (answer.wait_for(std::chrono::seconds(1)) == std::future_status::ready)
      answer.get();
  }
}
