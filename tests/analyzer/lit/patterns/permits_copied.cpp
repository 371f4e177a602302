// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// A permit that the unit's lambda captures as a copy is the unit's until it ends, where each copy has one: of a shared
// pointer, or of a class whose copies acquire for themselves.

#include <memory>
#include <semaphore>
#include <thread>

void work();
int next();
std::counting_semaphore<8> slots(8);

struct Permit {
  Permit() { slots.acquire(); }
  ~Permit() { slots.release(); }
};
struct Lease {
  explicit Lease(std::counting_semaphore<8> &of) : of_(of) { of_.acquire(); }
  ~Lease() { of_.release(); }
  std::counting_semaphore<8> &of_;
};
struct Each {
  Each() { slots.acquire(); }
  Each(const Each &) { slots.acquire(); }
  ~Each() { slots.release(); }
};

void shared() {
  for (;;) {
    auto permit = std::make_shared<Permit>();
    std::thread([permit] { work(); }).detach();
    // CHECK: permits_copied.cpp,[[@LINE-1]],5,shared,std::thread,8,constant,safe,C,semaphore
  }
}
void sharedOfPointer() {
  for (;;) {
    std::shared_ptr<Lease> permit(new Lease(slots));
    std::thread([permit] { work(); }).detach();
    // CHECK: permits_copied.cpp,[[@LINE-1]],5,sharedOfPointer,std::thread,8,constant,safe,C,semaphore
  }
}
void capturedByDefault() {
  for (;;) {
    auto permit = std::make_shared<Lease>(slots);
    std::thread([=] {
    // CHECK: permits_copied.cpp,[[@LINE-1]],5,capturedByDefault,std::thread,8,constant,safe,C,semaphore
      (void)permit;
      work();
    }).detach();
  }
}
void acquiresAnew() {
  for (;;) {
    Each permit;
    std::thread([permit] { work(); }).detach();
    // CHECK: permits_copied.cpp,[[@LINE-1]],5,acquiresAnew,std::thread,8,constant,safe,C,semaphore
  }
}
void givenUpBehind() {
  for (;;) {
    auto permit = std::make_shared<Permit>();
    std::thread([permit] { work(); }).detach();
    // CHECK: permits_copied.cpp,[[@LINE-1]],5,givenUpBehind,std::thread,8,constant,safe,C,semaphore
    permit.reset();
  }
}
void forFour() {
  for (;;) {
    auto permit = std::make_shared<Permit>();
    for (int i = 0; i < 4; ++i)
      std::thread([permit] { work(); }).detach();
      // CHECK: permits_copied.cpp,[[@LINE-1]],7,forFour,std::thread,32,constant,safe,C,semaphore
  }
}

// The unit does not have it, or not to its end.
void notCaptured() {
  for (;;) {
    auto permit = std::make_shared<Permit>();
    std::thread([] { work(); }).detach();
    // CHECK: permits_copied.cpp,[[@LINE-1]],5,notCaptured,std::thread,unbounded,unbounded,dangerous,D,none
  }
}
void byReference() {
  for (;;) {
    auto permit = std::make_shared<Permit>();
    std::thread([&permit] { work(); }).detach();
    // CHECK: permits_copied.cpp,[[@LINE-1]],5,byReference,std::thread,unbounded,unbounded,dangerous,D,none
  }
}
void weak() {
  for (;;) {
    auto permit = std::make_shared<Permit>();
    std::weak_ptr<Permit> seen = permit;
    std::thread([seen] { work(); }).detach();
    // CHECK: permits_copied.cpp,[[@LINE-1]],5,weak,std::thread,unbounded,unbounded,dangerous,D,none
  }
}
void givenUpInside() {
  for (;;) {
    auto permit = std::make_shared<Permit>();
    std::thread([permit]() mutable {
    // CHECK: permits_copied.cpp,[[@LINE-1]],5,givenUpInside,std::thread,unbounded,unbounded,dangerous,D,none
      permit.reset();
      work();
    }).detach();
  }
}
void givenUpBefore() {
  for (;;) {
    auto permit = std::make_shared<Permit>();
    permit.reset();
    std::thread([permit] { work(); }).detach();
    // CHECK: permits_copied.cpp,[[@LINE-1]],5,givenUpBefore,std::thread,unbounded,unbounded,dangerous,D,none
  }
}
void replacedBefore(std::shared_ptr<Permit> old) {
  for (;;) {
    auto permit = std::make_shared<Permit>();
    permit = old;
    std::thread([permit] { work(); }).detach();
    // CHECK: permits_copied.cpp,[[@LINE-1]],5,replacedBefore,std::thread,unbounded,unbounded,dangerous,D,none
  }
}

// One for all of them, and one that two give back.
void older() {
  auto permit = std::make_shared<Permit>();
  for (;;)
    std::thread([permit] { work(); }).detach();
    // CHECK: permits_copied.cpp,[[@LINE-1]],5,older,std::thread,unbounded,unbounded,dangerous,D,none
}
void givenBackTwice() {
  for (;;) {
    Permit permit;
    std::thread([permit] { work(); }).detach();
    // CHECK: permits_copied.cpp,[[@LINE-1]],5,givenBackTwice,std::thread,unbounded,unbounded,dangerous,D,none
  }
}
