// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// What waits for units, and where.

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <thread>
#include <vector>

bool more();
void work();
void use(int);

void inTheRound() {
  while (more()) {
    std::thread thread(work);
    // CHECK: threads.cpp,[[@LINE-1]],17,inTheRound,std::thread,1,constant,safe,C,join,joined
    thread.join();
  }
}

void pairInTheRound() {
  while (more()) {
    std::thread a(work), b(work);
    // CHECK: threads.cpp,[[@LINE-1]],17,pairInTheRound,std::thread,1,constant,safe,C,join,joined
    // CHECK: threads.cpp,[[@LINE-2]],26,pairInTheRound,std::thread,1,constant,safe,C,join,joined
    a.join();
    b.join();
  }
}

void mapInTheRound() {
  while (more()) {
    std::map<int, std::thread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace(i, std::thread(work));
    // CHECK: threads.cpp,[[@LINE-1]],26,mapInTheRound,std::thread,4,constant,safe,C,join,joined
    for (auto &[number, thread] : threads)
      thread.join();
  }
}

void vectorInTheRound() {
  while (more()) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back(work);
    // CHECK: threads.cpp,[[@LINE-1]],7,vectorInTheRound,{{.*}},4,constant,safe,C,join,joined
    for (auto &thread : threads)
      thread.join();
  }
}

void behindTheLoop() {
  std::vector<std::thread> threads;
  while (more())
    threads.emplace_back(work);
  // CHECK: threads.cpp,[[@LINE-1]],5,behindTheLoop,{{.*}},unbounded,unbounded,dangerous,C,none,joined
  for (auto &thread : threads)
    thread.join();
}

void byIndex(int count) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.push_back(std::thread(work));
  // CHECK: threads.cpp,[[@LINE-1]],23,byIndex,std::thread,config(count),config,safe,C,trip_count,joined
  for (int i = 0; i < count; ++i)
    threads[i].join();
}

void byAlgorithm(int count) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: threads.cpp,[[@LINE-1]],5,byAlgorithm,{{.*}},config(count),config,safe,C,trip_count,joined
  std::for_each(threads.begin(), threads.end(), std::mem_fn(&std::thread::join));
}

void byLambda(int count) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: threads.cpp,[[@LINE-1]],5,byLambda,{{.*}},config(count),config,safe,C,trip_count,joined
  std::for_each(threads.begin(), threads.end(), [](std::thread &thread) { thread.join(); });
}

void ifJoinable() {
  while (more()) {
    std::thread thread(work);
    // CHECK: threads.cpp,[[@LINE-1]],17,ifJoinable,std::thread,1,constant,safe,C,join,joined
    if (thread.joinable())
      thread.join();
  }
}

void sometimes() {
  while (more()) {
    auto *thread = new std::thread(work);
    // CHECK: threads.cpp,[[@LINE-1]],20,sometimes,std::thread,unbounded,unbounded,dangerous,C,none,joined
    if (more())
      thread->join();
  }
}

void smart() {
  while (more()) {
    auto thread = std::make_unique<std::thread>(work);
    // CHECK: threads.cpp,[[@LINE-1]],19,smart,std::thread in std::make_unique,1,constant,safe,C,join,joined
    thread->join();
  }
}

void shared(int count) {
  std::vector<std::shared_ptr<std::thread>> threads;
  for (int i = 0; i < count; ++i) {
    std::shared_ptr<std::thread> thread(new std::thread(work));
    // CHECK: threads.cpp,[[@LINE-1]],41,shared,std::thread,config(count),config,safe,C,trip_count,joined
    threads.push_back(thread);
  }
  for (auto &thread : threads)
    thread->join();
}

void detached() {
  while (more()) {
    std::thread thread(work);
    // CHECK: threads.cpp,[[@LINE-1]],17,detached,std::thread,unbounded,unbounded,dangerous,D,none,detached
    thread.detach();
  }
}

void batches() {
  std::vector<std::thread> threads;
  while (more()) {
    threads.emplace_back(work);
    // CHECK: threads.cpp,[[@LINE-1]],5,batches,{{.*}},16,constant,safe,C,batch,joined
    if (threads.size() >= 16) {
      for (auto &thread : threads)
        thread.join();
      threads.clear();
    }
  }
  for (auto &thread : threads)
    thread.join();
}

void jthreads() {
  while (more())
    std::jthread thread(work);
  // CHECK: threads.cpp,[[@LINE-1]],18,jthreads,std::jthread,1,constant,safe,C,join,joined
}

void jthreadsKept() {
  std::vector<std::jthread> threads;
  while (more())
    threads.emplace_back(work);
  // CHECK: threads.cpp,[[@LINE-1]],5,jthreadsKept,{{.*}},unbounded,unbounded,dangerous,C,none,joined
}

void jthreadsOfTheRound() {
  while (more()) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 3; ++i)
      threads.emplace_back(work);
    // CHECK: threads.cpp,[[@LINE-1]],7,jthreadsOfTheRound,{{.*}},3,constant,safe,C,join,joined
  }
}

class Owner {
public:
  Owner() : thread_(work) {}
  // CHECK: threads.cpp,[[@LINE-1]],13,Owner::Owner,std::thread,1,constant,safe,B,none,joined
  ~Owner() { thread_.join(); }

private:
  std::thread thread_;
};

std::thread given() { return std::thread(work); }
// CHECK: threads.cpp,[[@LINE-1]],30,given,std::thread,1,constant,safe,B,none,escapes
