// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A permit limits where each unit gives back what was taken for it, and no more; the answer of a
// try may be kept in a variable first.

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
