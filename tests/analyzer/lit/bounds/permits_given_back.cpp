// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A permit limits where each unit gives back what was taken for it, and no more; the answer of a
// try may be kept in a variable first.

#include <atomic>
#include <chrono>
#include <mutex>
#include <semaphore>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

std::counting_semaphore<100> permits(8), many(8), tried(8), unasked(8);

void asManyAsTaken(int listener) {
  for (;;) {
    const int c = accept(listener, nullptr, nullptr);
    permits.acquire();
    std::thread([c] { close(c), permits.release(); }).detach();
    // CHECK: permits_given_back.cpp,[[@LINE-1]],5,asManyAsTaken,std::thread,8,constant,safe,{{.}},semaphore
  }
}

void moreThanTaken(int listener) {
  for (;;) {
    const int c = accept(listener, nullptr, nullptr);
    many.acquire();
    std::thread([c] { close(c), many.release(2); }).detach();
    // CHECK: permits_given_back.cpp,[[@LINE-1]],5,moreThanTaken,std::thread,unbounded,unbounded,dangerous
  }
}

std::counting_semaphore<100> again(8), once(8);
void giveBack() { again.release(); }
void giveBackOnce() { once.release(); }

/// By what it calls, and once more by itself.
void twiceInAll(int listener) {
  for (;;) {
    const int c = accept(listener, nullptr, nullptr);
    again.acquire();
    std::thread([c] { close(c), giveBack(), again.release(); }).detach();
    // CHECK: permits_given_back.cpp,[[@LINE-1]],5,twiceInAll,std::thread,unbounded,unbounded,dangerous
  }
}

void byWhatItCalls(int listener) {
  for (;;) {
    const int c = accept(listener, nullptr, nullptr);
    once.acquire();
    std::thread([c] { close(c), giveBackOnce(); }).detach();
    // CHECK: permits_given_back.cpp,[[@LINE-1]],5,byWhatItCalls,std::thread,8,constant,safe,{{.}},semaphore
  }
}

void answerKept(int listener) {
  for (;;) {
    const int c = accept(listener, nullptr, nullptr);
    if (const bool isFree = tried.try_acquire(); !isFree) {
      close(c);
      continue;
    }
    std::thread([c] { close(c), tried.release(); }).detach();
    // CHECK: permits_given_back.cpp,[[@LINE-1]],5,answerKept,std::thread,8,constant,safe,{{.}},semaphore
  }
}

void log(bool);
void answerOnlyLogged(int listener) {
  for (;;) {
    const int c = accept(listener, nullptr, nullptr);
    const bool isFree = unasked.try_acquire();
    log(isFree);
    std::thread([c] { close(c), unasked.release(); }).detach();
    // CHECK: permits_given_back.cpp,[[@LINE-1]],5,answerOnlyLogged,std::thread,unbounded,unbounded,dangerous
  }
}

void serve(int);
std::counting_semaphore<8> early(8), locked(8), refilled(8);
void beforeItsWork(int listener) {
  for (;;) {
    const int c = accept(listener, nullptr, nullptr);
    early.acquire();
    std::thread([c] { early.release(), serve(c); }).detach();
    // CHECK: permits_given_back.cpp,[[@LINE-1]],5,beforeItsWork,std::thread,unbounded,unbounded,dangerous
  }
}
std::mutex log_mutex;
int served = 0;
void behindItsWork(int listener) {
  for (;;) {
    const int c = accept(listener, nullptr, nullptr);
    locked.acquire();
    std::thread([c] {
      // CHECK: permits_given_back.cpp,[[@LINE-1]],5,behindItsWork,std::thread,8,constant,safe,{{.}},semaphore
      serve(c);
      locked.release();
      std::lock_guard lock(log_mutex);
      ++served;
      log(true);
    }).detach();
  }
}

void refill() {
  for (;;) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    refilled.release();
  }
}
void byTheClock(int listener) {
  for (;;) {
    const int c = accept(listener, nullptr, nullptr);
    refilled.acquire();
    std::thread(serve, c).detach();
    // CHECK: permits_given_back.cpp,[[@LINE-1]],5,byTheClock,std::thread,unbounded,unbounded,dangerous
  }
}

std::atomic<int> active{0}, counted{0};
void countedOutAtOnce(int listener) {
  for (;;) {
    const int c = accept(listener, nullptr, nullptr);
    if (active >= 8)
      continue;
    ++active;
    std::thread([c] {
      // CHECK: permits_given_back.cpp,[[@LINE-1]],5,countedOutAtOnce,std::thread,unbounded,unbounded,dangerous
      --active;
      serve(c);
    }).detach();
  }
}
void countedOutAtTheEnd(int listener) {
  for (;;) {
    const int c = accept(listener, nullptr, nullptr);
    if (counted >= 8)
      continue;
    ++counted;
    std::thread([c] {
      // CHECK: permits_given_back.cpp,[[@LINE-1]],5,countedOutAtTheEnd,std::thread,8,constant,safe,{{.}},semaphore
      serve(c);
      --counted;
    }).detach();
  }
}
