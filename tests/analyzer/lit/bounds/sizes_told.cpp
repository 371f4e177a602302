// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Containers that a function fills and returns, and ranges that say how many they are.

#include <ranges>
#include <thread>
#include <vector>

void work();

std::vector<int> three() { return {1, 2, 3}; }

std::vector<int> four() {
  std::vector<int> all;
  for (int i = 0; i < 4; ++i)
    all.push_back(i);
  return all;
}

void returned() {
  for (int each : three())
    std::thread(work).detach(), (void)each;
  // CHECK: sizes_told.cpp,[[@LINE-1]],{{.*}},returned,std::thread,3,constant,safe
}

void returnedAndKept() {
  auto all = four();
  for (int each : all)
    std::thread(work).detach(), (void)each;
  // CHECK: sizes_told.cpp,[[@LINE-1]],{{.*}},returnedAndKept,std::thread,4,constant,safe
  const auto &same = four();
  for (int each : same)
    std::thread(work).detach(), (void)each;
  // CHECK: sizes_told.cpp,[[@LINE-1]],{{.*}},returnedAndKept,std::thread,4,constant,safe
}

std::vector<int> given();

void notSeen() {
  for (int each : given())
    std::thread(work).detach(), (void)each;
  // CHECK: sizes_told.cpp,[[@LINE-1]],{{.*}},notSeen,std::thread,size(given()),size,risky
}

void resized(std::vector<int> given) {
  given.resize(5);
  for (int each : given)
    std::thread(work).detach(), (void)each;
  // CHECK: sizes_told.cpp,[[@LINE-1]],{{.*}},resized,std::thread,5,constant,safe
}

void resizedAtTimes(std::vector<int> given, bool cut) {
  if (cut)
    given.resize(5);
  for (int each : given)
    std::thread(work).detach(), (void)each;
  // CHECK: sizes_told.cpp,[[@LINE-1]],{{.*}},resizedAtTimes,std::thread,size(given),size,risky
}

void counted(int most) {
  for (int each : std::views::iota(0, 6))
    std::thread(work).detach(), (void)each;
  // CHECK: sizes_told.cpp,[[@LINE-1]],{{.*}},counted,std::thread,6,constant,safe
  for (int each : std::views::iota(2, most))
    std::thread(work).detach(), (void)each;
  // CHECK: sizes_told.cpp,[[@LINE-1]],{{.*}},counted,std::thread,config(most),config,safe
}

void taken(const std::vector<int> &given) {
  for (int each : given | std::views::take(8))
    std::thread(work).detach(), (void)each;
  // CHECK: sizes_told.cpp,[[@LINE-1]],{{.*}},taken,std::thread,8,constant,safe
  for (int each : std::views::iota(0) | std::views::take(5))
    std::thread(work).detach(), (void)each;
  // CHECK: sizes_told.cpp,[[@LINE-1]],{{.*}},taken,std::thread,5,constant,safe
  for (int each : given | std::views::filter([](int i) { return i > 2; }) | std::views::reverse)
    std::thread(work).detach(), (void)each;
  // CHECK: sizes_told.cpp,[[@LINE-1]],{{.*}},taken,std::thread,size(given),size,risky
}
