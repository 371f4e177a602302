// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A lambda's copy of a shared pointer keeps the unit that it leads to, for as long as the lambda is kept.

#include <functional>
#include <memory>
#include <thread>
#include <vector>

int take();
void log();
void work();

std::vector<std::function<void()>> hooks;

void keptByHook() {
  while (take()) {
    auto task = std::make_shared<std::jthread>(work);
    // CHECK: copies_in_lambdas.cpp,[[@LINE-1]],{{.*}},keptByHook,std::jthread in std::make_shared,unbounded,unbounded,dangerous
    hooks.push_back([task] { task->request_stop(); });
  }
}

void keptByNamedHook() {
  while (take()) {
    auto task = std::make_shared<std::jthread>(work);
    // CHECK: copies_in_lambdas.cpp,[[@LINE-1]],{{.*}},keptByNamedHook,std::jthread in std::make_shared,unbounded,unbounded,dangerous
    auto stop = [mine = task] { mine->request_stop(); };
    hooks.push_back(stop);
  }
}

void ranHere() {
  while (take()) {
    auto task = std::make_shared<std::jthread>(work);
    // CHECK: copies_in_lambdas.cpp,[[@LINE-1]],{{.*}},ranHere,std::jthread in std::make_shared,1,constant,safe
    auto stop = [task] { task->request_stop(); };
    stop();
  }
}

void endsWithRound() {
  while (take()) {
    std::vector<std::function<void()>> mine;
    auto task = std::make_shared<std::jthread>(work);
    // CHECK: copies_in_lambdas.cpp,[[@LINE-1]],{{.*}},endsWithRound,std::jthread in std::make_shared,1,constant,safe
    mine.push_back([task] { task->request_stop(); });
  }
}

class Pool {
public:
  ~Pool() {
    for (std::thread &each : threads_)
      each.join();
  }
  void add() { threads_.emplace_back(work); }
  // CHECK: copies_in_lambdas.cpp,[[@LINE-1]],{{.*}},Pool::add,{{.*}},unbounded,unbounded,dangerous

private:
  std::vector<std::thread> threads_;
};

void poolOfRound() {
  while (take()) {
    auto pool = std::make_shared<Pool>();
    pool->add();
    // CHECK: copies_in_lambdas.cpp,[[@LINE-1]],{{.*}},poolOfRound,{{.*}},1,constant,safe
  }
}

void poolOfHook() {
  while (take()) {
    auto pool = std::make_shared<Pool>();
    pool->add();
    // CHECK: copies_in_lambdas.cpp,[[@LINE-1]],{{.*}},poolOfHook,{{.*}},unbounded,unbounded,dangerous
    hooks.push_back([pool] { log(); });
  }
}

void poolOfUnit() {
  while (take()) {
    auto pool = std::make_shared<Pool>();
    pool->add();
    // CHECK: copies_in_lambdas.cpp,[[@LINE-1]],{{.*}},poolOfUnit,{{.*}},1,constant,safe
    std::thread user([pool] { work(); });
    // CHECK: copies_in_lambdas.cpp,[[@LINE-1]],{{.*}},poolOfUnit,std::thread,1,constant,safe
    user.join();
  }
}

void poolOfDetached() {
  while (take()) {
    auto pool = std::make_shared<Pool>();
    pool->add();
    // CHECK: copies_in_lambdas.cpp,[[@LINE-1]],{{.*}},poolOfDetached,{{.*}},unbounded,unbounded,dangerous
    std::thread([pool] { work(); }).detach();
    // CHECK: copies_in_lambdas.cpp,[[@LINE-1]],{{.*}},poolOfDetached,std::thread,unbounded,unbounded,dangerous
  }
}
