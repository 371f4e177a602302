// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A counter that is lowered before it is asked passes by the end where it starts at 0.

#include <thread>

void work();

void asked() {
  unsigned n = 0;
  while (n--)
    std::thread(work).detach();
  // CHECK: down_from_none.cpp,[[@LINE-1]],5,asked,std::thread,0,constant,safe
}

void passedBy() {
  unsigned n = 0;
  while (--n)
    std::thread(work).detach();
  // CHECK: down_from_none.cpp,[[@LINE-1]],5,passedBy,std::thread,unbounded,unbounded,dangerous
}

void passedByBehind() {
  unsigned n = 0;
  do
    std::thread(work).detach();
  // CHECK: down_from_none.cpp,[[@LINE-1]],5,passedByBehind,std::thread,unbounded,unbounded,dangerous
  while (--n);
}

void met() {
  unsigned n = 5;
  while (--n)
    std::thread(work).detach();
  // CHECK: down_from_none.cpp,[[@LINE-1]],5,met,std::thread,4,constant,safe
}
