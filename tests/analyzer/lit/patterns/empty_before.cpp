// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// What a container holds, where it is known to be empty before it is filled, and where not.

#include <cassert>
#include <memory>
#include <sys/socket.h>
#include <thread>
#include <vector>

void work();

struct Loop {
  void attach(int);
};

class Asserted {
public:
  explicit Asserted(int count) : count_(count) {}
  void serve() {
    assert(loops_.empty());
    for (int i = 0; i < count_; ++i)
      loops_.push_back(std::make_shared<Loop>());
    for (std::size_t i = 1; i < loops_.size(); ++i) {
      loops_[i]->attach(3);
      threads_.emplace_back(work);
      // CHECK: empty_before.cpp,[[@LINE-1]],7,Asserted::serve,std::thread in std::vector::emplace_back,config(count),config,safe
    }
    for (auto &thread : threads_)
      thread.join();
  }

private:
  std::vector<std::shared_ptr<Loop>> loops_;
  std::vector<std::thread> threads_;
  const int count_;
};

class Grows {
public:
  void add() {
    loops_.push_back(std::make_shared<Loop>());
    for (std::size_t i = 0; i < loops_.size(); ++i)
      threads_.emplace_back(work);
    // CHECK: empty_before.cpp,[[@LINE-1]],7,Grows::add,std::thread in std::vector::emplace_back,size(Grows::loops_),size,risky
  }
  void run(int listener) {
    while (accept(listener, nullptr, nullptr) >= 0)
      add();
    // CHECK: empty_before.cpp,[[@LINE-1]],7,Grows::run,std::thread in std::vector::emplace_back,unbounded,unbounded,dangerous,E
  }

private:
  std::vector<std::shared_ptr<Loop>> loops_;
  std::vector<std::thread> threads_;
};
