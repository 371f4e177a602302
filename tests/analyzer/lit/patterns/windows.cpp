// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A window of units that waits for its oldest only when it is full holds as many as it is wide.

#include <deque>
#include <future>
#include <thread>

bool more();
int answer();
void work();

void waitsForTheOldestAnswer() {
  std::deque<std::future<int>> window;
  while (more()) {
    window.push_back(std::async(std::launch::async, answer));
    // CHECK: windows.cpp,[[@LINE-1]],22,waitsForTheOldestAnswer,std::async,4,constant,safe
    while (window.size() >= 4) {
      window.front().get();
      window.pop_front();
    }
  }
}

void ring() {
  std::thread slots[5];
  for (int i = 0; more(); ++i) {
    auto &slot = slots[i % 5];
    if (slot.joinable())
      slot.join();
    slot = std::thread(work);
    // CHECK: windows.cpp,[[@LINE-1]],12,ring,std::thread,5,constant,safe
  }
  for (auto &slot : slots)
    if (slot.joinable())
      slot.join();
}
