// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Functions that come to start themselves.

#include <algorithm>
#include <atomic>
#include <future>
#include <pthread.h>
#include <string>
#include <thread>
#include <vector>

using Numbers = std::vector<int>;
void sortPlainly(int *from, int *to);
void merge(int *from, int *middle, int *to);

void sortInThreads(int *from, int *to) {
  if (to - from < 2)
    return;
  int *middle = from + (to - from) / 2;
  std::thread left(sortInThreads, from, middle);
  // CHECK: recursion.cpp,[[@LINE-1]],15,sortInThreads,std::thread,unbounded,unbounded,dangerous,A,join,joined
  std::thread right(sortInThreads, middle, to);
  // CHECK: recursion.cpp,[[@LINE-1]],15,sortInThreads,std::thread,unbounded,unbounded,dangerous,A,join,joined
  left.join();
  right.join();
  merge(from, middle, to);
}

void onlyACutOff(int *from, int *to) {
  if (to - from < 10000)
    return sortPlainly(from, to);
  int *middle = from + (to - from) / 2;
  auto left = std::async(std::launch::async, [=] { onlyACutOff(from, middle); });
  // CHECK: recursion.cpp,[[@LINE-1]],15,onlyACutOff,std::async,unbounded,unbounded,dangerous,A,join,joined
  onlyACutOff(middle, to);
  left.get();
}

struct Range {
  int *from, *to;
};
void sortRange(int *from, int *to);
void *enter(void *argument) {
  auto *range = static_cast<Range *>(argument);
  sortRange(range->from, range->to);
  return nullptr;
}
void sortRange(int *from, int *to) {
  if (from == to)
    return;
  Range half{from, from + (to - from) / 2};
  pthread_t id;
  pthread_create(&id, nullptr, enter, &half);
  // CHECK: recursion.cpp,[[@LINE-1]],3,sortRange,pthread_create,unbounded,unbounded,dangerous,A,join,joined
  sortRange(half.to, to);
  pthread_join(id, nullptr);
}

void startsItselfAgain() {
  std::thread(startsItselfAgain).detach();
  // CHECK: recursion.cpp,[[@LINE-1]],3,startsItselfAgain,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

void worker(int);
void startsAnother(int count) {
  std::thread(worker, count).join();
  // CHECK: recursion.cpp,[[@LINE-1]],3,startsAnother,std::thread,1,constant,safe,B,join,joined
}

std::atomic<int> live{0};
void sortBelowALimit(int *from, int *to) {
  if (to - from < 2)
    return;
  int *middle = from + (to - from) / 2;
  if (live < 16) {
    ++live;
    std::thread left([=] {
    // CHECK: recursion.cpp,[[@LINE-1]],17,sortBelowALimit,std::thread,{{.*}}16{{.*}},constant,safe,B,semaphore,joined
      sortBelowALimit(from, middle);
      --live;
    });
    sortBelowALimit(middle, to);
    left.join();
  } else {
    sortBelowALimit(from, middle);
    sortBelowALimit(middle, to);
  }
}
