// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// Handles that wait where they end: taken out of a full container, or replaced in one of so many slots.

#include <array>
#include <deque>
#include <future>
#include <map>
#include <thread>
#include <vector>

void work();
int next();

void erased() {
  std::vector<std::jthread> all;
  for (;;) {
    if (all.size() >= 8)
      all.erase(all.begin());
    all.emplace_back(work);
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],5,erased,std::jthread in std::vector::emplace_back,8,constant,safe,C,batch
  }
}
void popped() {
  std::deque<std::future<void>> all;
  for (;;) {
    all.push_back(std::async(std::launch::async, work));
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],19,popped,std::async,9,constant,safe,C,batch
    if (all.size() > 8)
      all.pop_front();
  }
}

// Handles that do not wait.
void poppedOnly() {
  std::deque<std::future<void>> all;
  for (;;) {
    if (all.size() >= 8)
      all.pop_front();
    std::packaged_task<void()> task(work);
    all.push_back(task.get_future());
    std::thread(std::move(task)).detach();
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],5,poppedOnly,std::thread,unbounded,unbounded,dangerous,D,none
  }
}

// One goes, or none, and more come; one goes where something else says so; one goes elsewhere.
void twoForOne() {
  std::vector<std::jthread> all;
  for (;;) {
    if (all.size() >= 8)
      all.erase(all.begin());
    all.emplace_back(work);
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],5,twoForOne,std::jthread in std::vector::emplace_back,unbounded,unbounded,dangerous,C,none
    all.emplace_back(work);
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],5,twoForOne,std::jthread in std::vector::emplace_back,unbounded,unbounded,dangerous,C,none
  }
}
void twoForOneJoined() {
  std::vector<std::thread> all;
  for (;;) {
    if (all.size() >= 8) {
      all.front().join();
      all.erase(all.begin());
    }
    all.emplace_back(work);
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],5,twoForOneJoined,std::thread in std::vector::emplace_back,unbounded,unbounded,dangerous,C,none
    all.emplace_back(work);
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],5,twoForOneJoined,std::thread in std::vector::emplace_back,unbounded,unbounded,dangerous,C,none
  }
}
void fourForOne() {
  std::vector<std::jthread> all;
  for (;;) {
    if (all.size() >= 8)
      all.erase(all.begin());
    for (int i = 0; i < 4; ++i)
      all.emplace_back(work);
      // CHECK: windows_of_handles.cpp,[[@LINE-1]],7,fourForOne,std::jthread in std::vector::emplace_back,unbounded,unbounded,dangerous,C,none
  }
}
void byKey() {
  std::map<int, std::jthread> all;
  for (;;) {
    if (all.size() >= 8)
      all.erase(next());
    all.emplace(next(), work);
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],5,byKey,std::jthread in std::map::emplace,unbounded,unbounded,dangerous,C,none
  }
}
void whereSaid(bool wanted) {
  std::deque<std::jthread> all;
  for (;;) {
    if (all.size() >= 8 && wanted)
      all.pop_front();
    all.emplace_back(work);
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],5,whereSaid,std::jthread in std::deque::emplace_back,unbounded,unbounded,dangerous,C,none
  }
}
void fullOfOthers() {
  std::deque<std::jthread> all;
  std::deque<int> others;
  for (;;) {
    if (others.size() >= 8)
      all.pop_front();
    all.emplace_back(work);
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],5,fullOfOthers,std::jthread in std::deque::emplace_back,unbounded,unbounded,dangerous,C,none
  }
}
void movedOut() {
  std::deque<std::jthread> all, kept;
  for (;;) {
    if (all.size() >= 8) {
      kept.push_back(std::move(all.front()));
      all.pop_front();
    }
    all.emplace_back(work);
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],5,movedOut,std::jthread in std::deque::emplace_back,unbounded,unbounded,dangerous,C,none
  }
}

// A ring of slots.
void slots() {
  std::future<void> all[8];
  for (unsigned i = 0;; ++i)
    all[i % 8] = std::async(std::launch::async, work);
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],18,slots,std::async,9,constant,safe,C,batch
}
void slotsOfVector(int n) {
  std::vector<std::future<void>> all(n);
  for (unsigned i = 0;; ++i)
    all[i % n] = std::async(std::launch::async, work);
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],18,slotsOfVector,std::async,1+config(n),config,safe,C,batch
}
void slotsOfThreads() {
  std::array<std::jthread, 8> all;
  for (unsigned i = 0;; ++i)
    all[i % all.size()] = std::jthread(work);
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],27,slotsOfThreads,std::jthread,9,constant,safe,C,batch
}
void slotsOfTasks() {
  std::future<void> all[8];
  for (unsigned i = 0;; ++i) {
    std::packaged_task<void()> task(work);
    all[i % 8] = task.get_future();
    std::thread(std::move(task)).detach();
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],5,slotsOfTasks,std::thread,unbounded,unbounded,dangerous,D,none
  }
}
void slotsThatGrow() {
  std::vector<std::future<void>> all;
  for (unsigned i = 0;; ++i) {
    all.resize(i + 1);
    all[i] = std::async(std::launch::async, work);
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],14,slotsThatGrow,std::async,unbounded,unbounded,dangerous,C,none
  }
}
void slotsEmptied() {
  std::future<void> all[8];
  std::vector<std::future<void>> kept;
  for (unsigned i = 0;; ++i) {
    kept.push_back(std::move(all[i % 8]));
    all[i % 8] = std::async(std::launch::async, work);
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],18,slotsEmptied,std::async,unbounded,unbounded,dangerous,C,none
  }
}
void slotEach() {
  std::future<void> all[8];
  for (int i = 0; i < 8; ++i)
    all[i] = std::async(std::launch::async, work);
    // CHECK: windows_of_handles.cpp,[[@LINE-1]],14,slotEach,std::async,8,constant,safe,C,trip_count
}
