// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// What is emptied before it is filled holds what one run puts in; a guard that asks for more than none is one as well.

#include <memory>
#include <string>
#include <thread>
#include <vector>

std::string next();

struct Worker {
  std::thread thread;
};

class Emptied {
public:
  void start(int count) {
    forget();
    for (int i = 0; i < count; ++i)
      workers_.push_back(std::make_unique<Worker>());
    for (const auto &worker : workers_)
      worker->thread = std::thread(next);
    // CHECK: filled_anew.cpp,[[@LINE-1]],24,Emptied::start,std::thread,4,constant,safe
    for (const auto &worker : workers_)
      worker->thread.join();
  }

private:
  void forget() { workers_.clear(); }
  std::vector<std::unique_ptr<Worker>> workers_;
};

class Kept {
public:
  void start(int count) {
    for (int i = 0; i < count; ++i)
      workers_.push_back(std::make_unique<Worker>());
    for (const auto &worker : workers_)
      worker->thread = std::thread(next);
    // CHECK: filled_anew.cpp,[[@LINE-1]],24,Kept::start,std::thread,size({{.*}},size,risky
    for (const auto &worker : workers_)
      worker->thread.join();
  }

private:
  std::vector<std::unique_ptr<Worker>> workers_;
};

class Guarded {
public:
  void start() {
    if (running_ > 0)
      return;
    running_ = 3;
    for (int i = 0; i < running_; ++i)
      std::thread(next).detach();
    // CHECK: filled_anew.cpp,[[@LINE-1]],7,Guarded::start,std::thread,3,constant,safe
  }

private:
  int running_ = 0;
};

int main() {
  Emptied emptied;
  Kept kept;
  Guarded guarded;
  while (next() != "end") {
    emptied.start(4);
    kept.start(4);
    guarded.start();
    // CHECK: filled_anew.cpp,[[@LINE-1]],5,main,std::thread,3,constant,safe
  }
}
