// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Recursion that divides the number of threads it was given starts no more than those.

#include <thread>

void sortPlainly(int *from, int *to);

void halvesThreads(int *from, int *to, int threads) {
  if (threads < 2)
    return sortPlainly(from, to);
  int *middle = from + (to - from) / 2;
  std::thread left(halvesThreads, from, middle, threads / 2);
  // CHECK: budgets_of_threads.cpp,[[@LINE-1]],15,halvesThreads,std::thread,config(threads),config,safe
  halvesThreads(middle, to, threads - threads / 2);
  left.join();
}
