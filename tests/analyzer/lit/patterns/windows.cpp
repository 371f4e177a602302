// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// XFAIL: *
// A window of units that waits for its oldest only when it is full holds as many as it is wide.

#include <deque>
#include <future>
#include <list>
#include <queue>
#include <thread>
#include <vector>

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

void joinsAtTheBackOfTheRound() {
  std::list<std::thread> window;
  while (more()) {
    window.emplace_back(work);
    // CHECK: windows.cpp,[[@LINE-1]],5,joinsAtTheBackOfTheRound,std::thread in std::list::emplace_back,8,constant,safe,C,batch,joined
    if (window.size() > 7) {
      window.front().join();
      window.pop_front();
    }
  }
  for (auto &thread : window)
    thread.join();
}

void queueOfAnswers(std::size_t width) {
  std::queue<std::future<int>> window;
  while (more()) {
    if (window.size() == width) {
      window.front().get();
      window.pop();
    }
    window.push(std::async(std::launch::async, answer));
    // CHECK: windows.cpp,[[@LINE-1]],17,queueOfAnswers,std::async,config(width),config,safe,C,batch,joined
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
