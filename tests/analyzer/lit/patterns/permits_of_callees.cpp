// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A permit that a callee takes and keeps limits what its caller starts behind it.

#include <semaphore>
#include <thread>

void work();
std::counting_semaphore<8> permits(8), returned(8), early(8), behind(8), handed(8);

static void take() { permits.acquire(); }
void keeps() {
  for (;;) {
    take();
    std::thread([] { work(), permits.release(); }).detach();
    // CHECK: permits_of_callees.cpp,[[@LINE-1]],5,keeps,std::thread,8,constant,safe,{{.}},semaphore
  }
}

class Limit {
public:
  void take() { free_.acquire(); }
  void give() { free_.release(); }

private:
  std::counting_semaphore<8> free_{8};
};

static Limit limit;
void ofOneObject() {
  for (;;) {
    limit.take();
    std::thread([] { work(), limit.give(); }).detach();
    // CHECK: permits_of_callees.cpp,[[@LINE-1]],5,ofOneObject,std::thread,8,constant,safe,{{.}},semaphore
  }
}

void ofAnObjectOfItsOwn() {
  for (;;) {
    Limit own;
    own.take();
    std::thread(work).detach();
    // CHECK: permits_of_callees.cpp,[[@LINE-1]],5,ofAnObjectOfItsOwn,std::thread,unbounded,unbounded,dangerous
  }
}

static void passThrough() {
  returned.acquire();
  returned.release();
}
void doesNotKeep() {
  for (;;) {
    passThrough();
    std::thread(work).detach();
    // CHECK: permits_of_callees.cpp,[[@LINE-1]],5,doesNotKeep,std::thread,unbounded,unbounded,dangerous
  }
}

static void takeEarly() { early.acquire(); }
static void giveEarly() { early.release(); }
void givesBackBefore() {
  for (;;) {
    takeEarly();
    giveEarly();
    std::thread(work).detach();
    // CHECK: permits_of_callees.cpp,[[@LINE-1]],5,givesBackBefore,std::thread,unbounded,unbounded,dangerous
  }
}

static void takeBehind() { behind.acquire(); }
static void giveBehind() { behind.release(); }
void givesBackBehind() {
  for (;;) {
    takeBehind();
    std::thread(work).detach();
    // CHECK: permits_of_callees.cpp,[[@LINE-1]],5,givesBackBehind,std::thread,unbounded,unbounded,dangerous
    giveBehind();
  }
}

static void takeHanded() { handed.acquire(); }
static void giveHanded() { handed.release(); }
void theUnitGivesBackFirst() {
  for (;;) {
    takeHanded();
    std::thread([] { giveHanded(), work(); }).detach();
    // CHECK: permits_of_callees.cpp,[[@LINE-1]],5,theUnitGivesBackFirst,std::thread,unbounded,unbounded,dangerous
  }
}
