// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Functions that join what they are given, and objects that join when they are destroyed.

#include <memory>
#include <sys/socket.h>
#include <thread>
#include <vector>

bool more();
void work();

static void joinAll(std::vector<std::thread> &threads) {
  for (auto &thread : threads)
    thread.join();
}
static void joinThrough(std::vector<std::thread> &threads) { joinAll(threads); }
static void look(const std::vector<std::thread> &) {}

void joinedByAFunction() {
  while (more()) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back(work);
    // CHECK: owners.cpp,[[@LINE-1]],7,joinedByAFunction,{{.*}},4,constant,safe,C,join,joined
    joinThrough(threads);
  }
}

void onlySeen() {
  while (more()) {
    auto &threads = *new std::vector<std::thread>;
    threads.emplace_back(work);
    // CHECK: owners.cpp,[[@LINE-1]],5,onlySeen,{{.*}},unbounded,unbounded,dangerous,C,none,escapes
    look(threads);
  }
}

class Worker {
public:
  Worker() { thread_ = std::thread(work); }
  // CHECK: owners.cpp,[[@LINE-1]],24,Worker::Worker,std::thread,unbounded,unbounded,dangerous,B,none,joined
  ~Worker() { thread_.join(); }

private:
  std::thread thread_;
};

void scoped() {
  while (more())
    Worker worker;
  // CHECK: owners.cpp,[[@LINE-1]],12,scoped,std::thread,1,constant,safe,E,join,joined
}

void temporary() {
  while (more())
    Worker();
  // CHECK: owners.cpp,[[@LINE-1]],5,temporary,std::thread,1,constant,safe,E,join,joined
}

void leaked(int listener) {
  for (;;) {
    accept(listener, nullptr, nullptr);
    new Worker;
    // CHECK: owners.cpp,[[@LINE-1]],5,leaked,std::thread,unbounded,unbounded,dangerous,E
  }
}

class Group {
public:
  ~Group() { joinAll(); }
  void add(void (*entry)()) { threads_.emplace_back(entry); }
  // CHECK: owners.cpp,[[@LINE-1]],31,Group::add,{{.*}},unbounded,unbounded,dangerous,B,none,joined
  void joinAll() {
    for (auto &thread : threads_)
      thread.join();
  }

private:
  std::vector<std::thread> threads_;
};

void grouped() {
  while (more()) {
    Group group;
    for (int i = 0; i < 5; ++i)
      group.add(work);
    // CHECK: owners.cpp,[[@LINE-1]],7,grouped,{{.*}},5,constant,safe,E,join,joined
  }
}

void oneGroup() {
  Group group;
  while (more())
    group.add(work);
  // CHECK: owners.cpp,[[@LINE-1]],5,oneGroup,{{.*}},unbounded,unbounded,dangerous,E,none,joined
}

void outside() {
  std::vector<std::unique_ptr<Worker>> workers;
  for (int i = 0; i < 3; ++i)
    workers.push_back(std::make_unique<Worker>());
  // CHECK: owners.cpp,[[@LINE-1]],23,outside,std::thread,3,constant,safe,E,trip_count,joined
}
