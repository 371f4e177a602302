// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A spawn that recursion repeats has no bound.

#include <future>
#include <thread>
#include <pthread.h>

int split(int left, int right) {
  if (right - left < 2)
    return left;
  const int middle = (left + right) / 2;
  auto half = std::async(std::launch::async, split, left, middle);
  // CHECK: recursion.cpp,[[@LINE-1]],15,split,std::async,unbounded,unbounded,dangerous
  const int other = split(middle, right);
  return half.get() + other;
}

void ownEntry() {
  std::thread(ownEntry).detach();
  // CHECK: recursion.cpp,[[@LINE-1]],3,ownEntry,std::thread,unbounded,unbounded,dangerous,D
}

void *wrapped(void *);
void start() {
  pthread_t id;
  pthread_create(&id, nullptr, wrapped, nullptr);
  // CHECK: recursion.cpp,[[@LINE-1]],3,start,pthread_create,unbounded,unbounded,dangerous
}
void *wrapped(void *data) {
  start();
  return data;
}

void throughALambda(int depth) {
  if (depth == 0)
    return;
  std::thread half([=] { throughALambda(depth - 1); });
  // CHECK: recursion.cpp,[[@LINE-1]],15,throughALambda,std::thread,config(depth),config,safe
  half.join();
}

void plain(int depth) {
  if (depth > 0)
    plain(depth - 1);
}
void notRecursive() {
  plain(4);
  std::thread(plain, 3).join();
  // CHECK: recursion.cpp,[[@LINE-1]],3,notRecursive,std::thread,1,constant,safe
}
