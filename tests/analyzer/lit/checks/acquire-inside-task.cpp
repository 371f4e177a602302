// RUN: not %audit -q --root %S --only acquire-inside-task %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning: --implicit-check-not=error:
// A permit that each unit takes itself limits work; before the spawn it limits units.

#include <semaphore.h>
#include <semaphore>
#include <thread>
#include <vector>

void fetch(int);
std::counting_semaphore<> permits(8);

void eachInItsThread(const std::vector<int> &urls) {
  std::vector<std::thread> threads;
  for (int url : urls)
    threads.emplace_back([url] {
      // CHECK: acquire-inside-task.cpp:[[@LINE+1]]:7: warning: the permit of permits is taken inside the unit, so it limits how many work and not how many are alive (size(urls)); take it before std::thread in std::vector::emplace_back starts them [acquire-inside-task]
      permits.acquire();
      // CHECK-NEXT: acquire-inside-task.cpp:[[@LINE-3]]:5: note: the unit is started here
      fetch(url);
      permits.release();
    });
  for (auto &thread : threads)
    thread.join();
}

sem_t slots;
static void fetchInASlot(int url) {
  sem_wait(&slots);
  // CHECK: acquire-inside-task.cpp:[[@LINE-1]]:3: warning: the permit of slots is taken inside the unit
  fetch(url);
  sem_post(&slots);
}
static void fetchLater(int url) { std::thread(fetchInASlot, url).detach(); }
void eachThroughACall(const std::vector<int> &urls) {
  for (int url : urls)
    fetchLater(url);
  // CHECK: acquire-inside-task.cpp:[[@LINE-1]]:5: note: which this call repeats
}

void fixedWorkers() {
  std::vector<std::jthread> workers;
  for (int i = 0; i < 20; ++i)
    workers.emplace_back([i] {
      permits.acquire();
      fetch(i);
      permits.release();
    });
}

void permitsOfTheUnit(const std::vector<int> &urls) {
  for (int url : urls)
    std::thread([url] {
      std::counting_semaphore<> own(2);
      own.acquire();
      fetch(url);
    }).detach();
}
