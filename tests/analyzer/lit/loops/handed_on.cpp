// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A counter or limit that is handed to a unit by address is what the unit makes of it.

#include <functional>
#include <pthread.h>
#include <thread>
#include <vector>

void work(int);

struct Queue {
  void put(const int &) { work(1); }
  void take(int &taken) { taken = 0; }
};

void readByTheUnit(Queue &queue) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 10; ++i)
    threads.emplace_back(&Queue::put, &queue, std::ref(i));
  // CHECK: handed_on.cpp,[[@LINE-1]],5,readByTheUnit,std::thread in std::vector::emplace_back,10,constant,safe
  for (std::thread &thread : threads)
    thread.join();
}

void setBackByTheUnit(Queue &queue) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 10; ++i)
    threads.emplace_back(&Queue::take, &queue, std::ref(i));
  // CHECK: handed_on.cpp,[[@LINE-1]],5,setBackByTheUnit,std::thread in std::vector::emplace_back,un{{.*}}
  for (std::thread &thread : threads)
    thread.join();
}

void *shows(void *number) {
  work(*static_cast<int *>(number));
  return nullptr;
}

void *forgets(void *number) {
  *static_cast<int *>(number) = 0;
  return nullptr;
}

void readThroughAPointer() {
  pthread_t threads[4];
  for (int i = 0; i < 4; ++i)
    pthread_create(&threads[i], nullptr, shows, &i);
  // CHECK: handed_on.cpp,[[@LINE-1]],5,readThroughAPointer,pthread_create,4,constant,safe
  for (int i = 0; i < 4; ++i)
    pthread_join(threads[i], nullptr);
}

void setBackThroughAPointer() {
  pthread_t threads[4];
  for (int i = 0; i < 4; ++i)
    pthread_create(&threads[i], nullptr, forgets, &i);
  // CHECK: handed_on.cpp,[[@LINE-1]],5,setBackThroughAPointer,pthread_create,un{{.*}}
  for (int i = 0; i < 4; ++i)
    pthread_join(threads[i], nullptr);
}
