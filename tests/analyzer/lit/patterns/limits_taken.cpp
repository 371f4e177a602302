// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Numbers that are cut to a limit, and counters that a factor changes.

#include <thread>

void work();

void cut(int n) {
  if (n > 16)
    n = 16;
  for (int i = 0; i < n; ++i)
    std::thread(work).detach();
  // CHECK: limits_taken.cpp,[[@LINE-1]],5,cut,std::thread,"min(16, config(n))",constant,safe
}

void raised(int n) {
  if (n < 16)
    n = 16;
  for (int i = 0; i < n; ++i)
    std::thread(work).detach();
  // CHECK: limits_taken.cpp,[[@LINE-1]],5,raised,std::thread,"max(16, config(n))",config,safe
}

void refused(int n) {
  if (n > 16)
    return;
  for (int i = 0; i < n; ++i)
    std::thread(work).detach();
  // CHECK: limits_taken.cpp,[[@LINE-1]],5,refused,std::thread,config(n),config,safe
}

void cutByChoice(int n) {
  n = n > 16 ? 16 : n;
  for (int i = 0; i < n; ++i)
    std::thread(work).detach();
  // CHECK: limits_taken.cpp,[[@LINE-1]],5,cutByChoice,std::thread,"min(16, config(n))",constant,safe
}

void raisedByChoice(int n) {
  n = n < 16 ? 16 : n;
  for (int i = 0; i < n; ++i)
    std::thread(work).detach();
  // CHECK: limits_taken.cpp,[[@LINE-1]],5,raisedByChoice,std::thread,"max(16, config(n))",config,safe
}

void cutACopy(int n) {
  int most = n;
  if (most > 16)
    most = 16;
  for (int i = 0; i < most; ++i)
    std::thread(work).detach();
  // CHECK: limits_taken.cpp,[[@LINE-1]],5,cutACopy,std::thread,"min(16, config(n))",constant,safe
}

void masked(int n) {
  for (int i = 0; i < (n & 7); ++i)
    std::thread(work).detach();
  // CHECK: limits_taken.cpp,[[@LINE-1]],5,masked,std::thread,"min(7, config(n))",constant,safe
}

void maskedInPlace(int n) {
  n &= 7;
  for (int i = 0; i < n; ++i)
    std::thread(work).detach();
  // CHECK: limits_taken.cpp,[[@LINE-1]],5,maskedInPlace,std::thread,"min(7, config(n))",constant,safe
}

void roundedDown(int n) {
  for (int i = 0; i < (n & ~7); ++i)
    std::thread(work).detach();
  // CHECK: limits_taken.cpp,[[@LINE-1]],5,roundedDown,std::thread,config(n),config,safe
}

void doubled() {
  for (int i = 1; i < 100; i *= 2)
    std::thread(work).detach();
  // CHECK: limits_taken.cpp,[[@LINE-1]],5,doubled,std::thread,7,constant,safe
}

void shiftedUp() {
  for (int i = 1; i <= 64; i <<= 1)
    std::thread(work).detach();
  // CHECK: limits_taken.cpp,[[@LINE-1]],5,shiftedUp,std::thread,7,constant,safe
}

void shiftedDown() {
  for (int i = 256; i; i >>= 1)
    std::thread(work).detach();
  // CHECK: limits_taken.cpp,[[@LINE-1]],5,shiftedDown,std::thread,9,constant,safe
}

void halved() {
  for (int i = 256; i > 0; i /= 2)
    std::thread(work).detach();
  // CHECK: limits_taken.cpp,[[@LINE-1]],5,halved,std::thread,9,constant,safe
}

void halvedToFour() {
  int i = 256;
  do {
    std::thread(work).detach();
    // CHECK: limits_taken.cpp,[[@LINE-1]],5,halvedToFour,std::thread,6,constant,safe
    i = i / 2;
  } while (i > 4);
}

void doubledFromNothing() {
  for (int i = 0; i < 100; i *= 2)
    std::thread(work).detach();
  // CHECK: limits_taken.cpp,[[@LINE-1]],5,doubledFromNothing,std::thread,"unknown({{.*}})",unknown,risky
}

void scaledByWhoKnows(int factor) {
  for (int i = 1; i < 100; i *= factor)
    std::thread(work).detach();
  // CHECK: limits_taken.cpp,[[@LINE-1]],5,scaledByWhoKnows,std::thread,unknown({{.*}}),unknown,risky
}

void neverBelowNothing() {
  for (int i = 256; i >= 0; i /= 2)
    std::thread(work).detach();
  // CHECK: limits_taken.cpp,[[@LINE-1]],5,neverBelowNothing,std::thread,unbounded,unbounded,dangerous
}
