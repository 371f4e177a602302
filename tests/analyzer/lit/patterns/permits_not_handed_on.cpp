// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// What a unit gives back when it ends says nothing of those that it has started and left; and what is given back twice
// lets more and more through.

#include <atomic>
#include <memory>
#include <semaphore>
#include <thread>

void work();
void note();
void noteSafely() noexcept;

class Permit {
public:
  explicit Permit(std::counting_semaphore<> &slots) : slots_(slots) { slots_.acquire(); }
  ~Permit() { slots_.release(); }

private:
  std::counting_semaphore<> &slots_;
};

// Left by the unit that has the permit.
std::counting_semaphore<> slots(16);
void leftBehind() {
  for (;;) {
    slots.acquire();
    std::thread([] {
    // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],5,leftBehind,std::thread,16,constant,safe,C,semaphore
    // CHECK: permits_not_handed_on.cpp,[[@LINE-2]],5,leftBehind,std::thread,unbounded,unbounded,dangerous,E,none
      std::thread(work).detach();
      // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],7,leftBehind::(lambda),std::thread,unbounded,unbounded,dangerous,D,none
      slots.release();
    }).detach();
  }
}
std::atomic<int> live{0};
void leftUncounted() {
  for (;;) {
    if (live >= 10)
      continue;
    ++live;
    std::thread([] {
    // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],5,leftUncounted,std::thread,10,constant,safe,C,semaphore
    // CHECK: permits_not_handed_on.cpp,[[@LINE-2]],5,leftUncounted,std::thread,unbounded,unbounded,dangerous,E,none
      std::thread(work).detach();
      // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],7,leftUncounted::(lambda),std::thread,unbounded,unbounded,dangerous,D,none
      --live;
    }).detach();
  }
}
void leftWithoutIt() {
  for (;;) {
    auto permit = std::make_shared<Permit>(slots);
    std::thread([permit] { std::thread(work).detach(); }).detach();
    // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],5,leftWithoutIt,std::thread,16,constant,safe,C,semaphore
    // CHECK: permits_not_handed_on.cpp,[[@LINE-2]],5,leftWithoutIt,std::thread,unbounded,unbounded,dangerous,E,none
    // CHECK: permits_not_handed_on.cpp,[[@LINE-3]],28,leftWithoutIt::(lambda),std::thread,unbounded,unbounded,dangerous,D,none
  }
}
// Handed on to it, or waited for.
std::counting_semaphore<> given(16);
void handedOn() {
  for (;;) {
    given.acquire();
    std::thread([] {
    // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],5,handedOn,std::thread,16,constant,safe,C,semaphore
    // CHECK: permits_not_handed_on.cpp,[[@LINE-2]],5,handedOn,std::thread,16,constant,safe,E,semaphore
      std::thread([] {
      // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],7,handedOn::(lambda),std::thread,16,constant,safe,B,none
        work();
        given.release();
      }).detach();
    }).detach();
  }
}
void copiedOn() {
  for (;;) {
    auto permit = std::make_shared<Permit>(slots);
    std::thread([permit] { std::thread([permit] { work(); }).detach(); }).detach();
    // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],5,copiedOn,std::thread,16,constant,safe,C,semaphore
    // CHECK: permits_not_handed_on.cpp,[[@LINE-2]],5,copiedOn,std::thread,16,constant,safe,E,semaphore
    // CHECK: permits_not_handed_on.cpp,[[@LINE-3]],28,copiedOn::(lambda),std::thread,16,constant,safe,B,none
  }
}
void waitedFor() {
  for (;;) {
    slots.acquire();
    std::thread([] {
    // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],5,waitedFor,std::thread,16,constant,safe,C,semaphore
      std::thread inner(work);
      // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],19,waitedFor::(lambda),std::thread,16,constant,safe,B,join
      inner.join();
      slots.release();
    }).detach();
  }
}

// Given back twice.
std::atomic<int> twice{0};
void loweredTwice() {
  for (;;) {
    if (twice >= 10)
      continue;
    ++twice;
    std::thread([] {
    // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],5,loweredTwice,std::thread,unbounded,unbounded,dangerous,D,none
      work();
      --twice;
      --twice;
    }).detach();
  }
}
std::atomic<int> byTwo{0};
void loweredByTwo() {
  for (;;) {
    if (byTwo >= 10)
      continue;
    ++byTwo;
    std::thread([] {
    // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],5,loweredByTwo,std::thread,unbounded,unbounded,dangerous,D,none
      work();
      byTwo -= 2;
    }).detach();
  }
}
std::atomic<int> refused{0};
void loweredByTwoWhereRefused() {
  for (;;) {
    if (refused.fetch_add(1) >= 10) {
      refused.fetch_sub(2);
      continue;
    }
    std::thread([] {
    // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],5,loweredByTwoWhereRefused,std::thread,unbounded,unbounded,dangerous,D,none
      work();
      refused.fetch_sub(1);
    }).detach();
  }
}
std::counting_semaphore<> caught(16);
void givenBackWhereCaught() {
  for (;;) {
    caught.acquire();
    try {
      std::thread([] {
      // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],7,givenBackWhereCaught,std::thread,unbounded,unbounded,dangerous,D,none
        work();
        caught.release();
      }).detach();
      note();
    } catch (...) {
      caught.release();
    }
  }
}
// Once for each.
std::atomic<int> pairs{0};
void twoForTwo() {
  for (;;) {
    if (pairs >= 10)
      continue;
    pairs += 2;
    std::thread([] {
    // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],5,twoForTwo,std::thread,10,constant,safe,C,semaphore
      work();
      pairs -= 2;
    }).detach();
  }
}
std::counting_semaphore<> failed(16);
void givenBackWhereNoneStarted() {
  for (;;) {
    failed.acquire();
    try {
      std::thread([] {
      // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],7,givenBackWhereNoneStarted,std::thread,16,constant,safe,C,semaphore
        work();
        failed.release();
      }).detach();
      noteSafely();
    } catch (...) {
      failed.release();
    }
  }
}

// What keeps no permit alive, and what does.
void byWeakPointer() {
  for (;;) {
    auto permit = std::make_shared<Permit>(slots);
    std::thread([mine = std::weak_ptr<Permit>(permit)] { work(); }).detach();
    // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],5,byWeakPointer,std::thread,unbounded,unbounded,dangerous,D,none
  }
}
void byPlainPointer() {
  for (;;) {
    auto permit = std::make_shared<Permit>(slots);
    std::thread([mine = permit.get()] { work(); }).detach();
    // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],5,byPlainPointer,std::thread,unbounded,unbounded,dangerous,D,none
  }
}
void byShare() {
  for (;;) {
    auto permit = std::make_shared<Permit>(slots);
    std::thread([mine = permit] { work(); }).detach();
    // CHECK: permits_not_handed_on.cpp,[[@LINE-1]],5,byShare,std::thread,16,constant,safe,C,semaphore
  }
}
