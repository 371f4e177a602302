// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Handles that wait where they end are joined by clearing their container; those that are joined at a limit only where
// something else says so as well may stay.

#include <future>
#include <list>
#include <sys/socket.h>
#include <thread>
#include <vector>

void serve(int);
int fetch(int);

void clearsThreads(int listener) {
  std::vector<std::jthread> running;
  for (;;) {
    running.emplace_back(serve, accept(listener, nullptr, nullptr));
    // CHECK: cleared_and_chosen.cpp,[[@LINE-1]],5,clearsThreads,{{.*}},8,constant,safe,C,batch
    if (running.size() == 8)
      running.clear();
  }
}

void clearsFutures(int listener) {
  std::vector<std::future<int>> running;
  for (;;) {
    running.push_back(std::async(std::launch::async, fetch, accept(listener, nullptr, nullptr)));
    // CHECK: cleared_and_chosen.cpp,[[@LINE-1]],23,clearsFutures,std::async,8,constant,safe,C,batch
    if (running.size() == 8)
      running.clear();
  }
}

struct Worker {
  std::thread thread;
  bool isDone = false;
};
void joinsTheDone(int listener) {
  std::list<Worker> workers;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (workers.size() >= 40)
      for (auto at = workers.begin(); at != workers.end();)
        if (at->isDone) {
          at->thread.join();
          at = workers.erase(at);
        } else {
          ++at;
        }
    workers.push_back({std::thread(serve, client)});
    // CHECK: cleared_and_chosen.cpp,[[@LINE-1]],24,joinsTheDone,std::thread,unbounded,unbounded,dangerous
  }
}

void joinsAll(int listener) {
  std::list<Worker> workers;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (workers.size() >= 40) {
      for (Worker &each : workers)
        if (each.thread.joinable())
          each.thread.join();
      workers.clear();
    }
    workers.push_back({std::thread(serve, client)});
    // CHECK: cleared_and_chosen.cpp,[[@LINE-1]],24,joinsAll,std::thread,40,constant,safe
  }
}
