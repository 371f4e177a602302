// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Loops that count: each form gives the number of its rounds.

#include <thread>
#include <vector>

void work();

void up(std::vector<std::thread> &threads) {
  for (int i = 0; i < 8; ++i)
    threads.emplace_back(work);
  // CHECK: counting.cpp,[[@LINE-1]],5,up,std::thread in std::vector::emplace_back,8,constant,safe,C,trip_count,escapes
}

void inclusive(std::vector<std::thread> &threads) {
  for (int i = 1; i <= 8; i++)
    threads.emplace_back(work);
  // CHECK: counting.cpp,[[@LINE-1]],5,inclusive,{{.*}},8,constant,safe,C
}

void fromThree(std::vector<std::thread> &threads) {
  for (int i = 3; i < 8; ++i)
    threads.emplace_back(work);
  // CHECK: counting.cpp,[[@LINE-1]],5,fromThree,{{.*}},5,constant,safe,C
}

void inSteps(std::vector<std::thread> &threads) {
  for (int i = 0; i < 8; i += 2)
    threads.emplace_back(work);
  // CHECK: counting.cpp,[[@LINE-1]],5,inSteps,{{.*}},4,constant,safe,C
}

void unequal(std::vector<std::thread> &threads) {
  for (unsigned i = 0; i != 8; ++i)
    threads.emplace_back(work);
  // CHECK: counting.cpp,[[@LINE-1]],5,unequal,{{.*}},8,constant,safe,C
}

void mirrored(std::vector<std::thread> &threads) {
  for (int i = 0; 8 > i; ++i)
    threads.emplace_back(work);
  // CHECK: counting.cpp,[[@LINE-1]],5,mirrored,{{.*}},8,constant,safe,C
}

void down(std::vector<std::thread> &threads) {
  for (int i = 8; i > 0; --i)
    threads.emplace_back(work);
  // CHECK: counting.cpp,[[@LINE-1]],5,down,{{.*}},8,constant,safe,C
}

void downToZero(std::vector<std::thread> &threads) {
  for (int i = 7; i >= 0; --i)
    threads.emplace_back(work);
  // CHECK: counting.cpp,[[@LINE-1]],5,downToZero,{{.*}},8,constant,safe,C
}

void downToTwo(std::vector<std::thread> &threads) {
  for (int i = 8; i > 2; i--)
    threads.emplace_back(work);
  // CHECK: counting.cpp,[[@LINE-1]],5,downToTwo,{{.*}},6,constant,safe,C
}

void lastFirst(std::vector<std::thread> &threads, int count) {
  for (auto i = count - 1; i > 0; --i)
    threads.emplace_back(work);
  // CHECK: counting.cpp,[[@LINE-1]],5,lastFirst,{{.*}},config(count),config,safe,C
}

void whileDown(std::vector<std::thread> &threads, int count) {
  while (count--)
    threads.emplace_back(work);
  // CHECK: counting.cpp,[[@LINE-1]],5,whileDown,{{.*}},config(count),config,safe,C
}

void whilePositive(std::vector<std::thread> &threads, int count) {
  while (--count > 0)
    threads.emplace_back(work);
  // CHECK: counting.cpp,[[@LINE-1]],5,whilePositive,{{.*}},config(count),config,safe,C
}

void whileBelow(std::vector<std::thread> &threads) {
  int started = 0;
  while (started < 5) {
    threads.emplace_back(work);
    // CHECK: counting.cpp,[[@LINE-1]],5,whileBelow,{{.*}},5,constant,safe,C
    ++started;
  }
}

void doWhile(std::vector<std::thread> &threads) {
  int started = 0;
  do {
    threads.emplace_back(work);
    // CHECK: counting.cpp,[[@LINE-1]],5,doWhile,{{.*}},5,constant,safe,C
  } while (++started < 5);
}

void untilFull(std::vector<std::thread> &threads) {
  while (threads.size() < 12)
    threads.emplace_back(work);
  // CHECK: counting.cpp,[[@LINE-1]],5,untilFull,{{.*}},12,constant,safe,C
}

void nested(std::vector<std::thread> &threads) {
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 4; ++j)
      threads.emplace_back(work);
  // CHECK: counting.cpp,[[@LINE-1]],7,nested,{{.*}},12,constant,safe,C
}

void guarded(std::vector<std::thread> &threads) {
  for (int i = 0;; ++i) {
    if (i >= 9)
      break;
    threads.emplace_back(work);
    // CHECK: counting.cpp,[[@LINE-1]],5,guarded,{{.*}},9,constant,safe,C
  }
}

void guardedBehind(std::vector<std::thread> &threads) {
  int count = 0;
  while (true) {
    threads.emplace_back(work);
    // CHECK: counting.cpp,[[@LINE-1]],5,guardedBehind,{{.*}},9,constant,safe,C
    if (++count == 9)
      return;
  }
}

void withCondition(std::vector<std::thread> &threads, const bool &stop) {
  for (int i = 0; i < 8 && !stop; ++i)
    threads.emplace_back(work);
  // CHECK: counting.cpp,[[@LINE-1]],5,withCondition,{{.*}},8,constant,safe,C
}

void once(std::vector<std::thread> &threads) {
  while (true) {
    threads.emplace_back(work);
    // CHECK: counting.cpp,[[@LINE-1]],5,once,{{.*}},1,constant,safe,C
    break;
  }
}

void doOnce(std::vector<std::thread> &threads) {
  do {
    threads.emplace_back(work);
    // CHECK: counting.cpp,[[@LINE-1]],5,doOnce,{{.*}},1,constant,safe,C
  } while (false);
}

void jump(std::vector<std::thread> &threads) {
  int i = 0;
again:
  threads.emplace_back(work);
  // CHECK: counting.cpp,[[@LINE-1]],3,jump,{{.*}},8,constant,safe,C
  if (++i < 8)
    goto again;
}

void forward(std::vector<std::thread> &threads, bool skip) {
  if (skip)
    goto end;
  threads.emplace_back(work);
  // CHECK: counting.cpp,[[@LINE-1]],3,forward,{{.*}},1,constant,safe,B
end:
  work();
}
