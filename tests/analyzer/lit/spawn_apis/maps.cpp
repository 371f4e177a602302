// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Maps of threads: an element is made of what follows its key.

#include <map>
#include <thread>
#include <unordered_map>

void work();
int take();

void tried() {
  std::map<int, std::thread> threads;
  for (;;)
    threads.try_emplace(take(), work);
  // CHECK: maps.cpp,[[@LINE-1]],{{.*}},tried,std::thread in std::map::try_emplace,unbounded,unbounded,dangerous
}

void hashed() {
  std::unordered_map<int, std::thread> threads;
  for (;;)
    threads.emplace(take(), work);
  // CHECK: maps.cpp,[[@LINE-1]],{{.*}},hashed,std::thread in std::unordered_map::emplace,unbounded,unbounded,dangerous
}

void withoutAThread() {
  std::map<int, std::thread> threads;
  for (;;)
    threads.try_emplace(take());
}

void moved() {
  std::map<int, std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace(i, std::thread(work));
  // CHECK: maps.cpp,[[@LINE-1]],{{.*}},moved,std::thread,3,constant,safe
}
