// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Fields are followed to the constructors, declarations and assignments that write them.

#include <string>
#include <thread>
#include <vector>

void work();

class FromConstructor {
public:
  explicit FromConstructor(int threads) : count_(threads) {}
  void start() {
    for (int i = 0; i < count_; ++i)
      threads_.emplace_back(work);
    // CHECK: fields.cpp,[[@LINE-1]],7,FromConstructor::start,{{.*}},8,constant,safe
  }

private:
  int count_;
  std::vector<std::thread> threads_;
};
FromConstructor makes() { return FromConstructor(8); }

class Configured {
public:
  explicit Configured(int threads) : count_(threads) {}
  void start() {
    for (int i = 0; i < count_; ++i)
      threads_.emplace_back(work);
    // CHECK: fields.cpp,[[@LINE-1]],7,Configured::start,{{.*}},config(threads),config,safe
  }

private:
  int count_;
  std::vector<std::thread> threads_;
};

class Declared {
public:
  void start() {
    for (int i = 0; i < count_; ++i)
      threads_.emplace_back(work);
    // CHECK: fields.cpp,[[@LINE-1]],7,Declared::start,{{.*}},5,constant,safe
  }

private:
  int count_ = 5;
  std::vector<std::thread> threads_;
};

class Assigned {
public:
  void setCount(int count) { count_ = count; }
  void start() {
    for (int i = 0; i < count_; ++i)
      threads_.emplace_back(work);
    // CHECK: fields.cpp,[[@LINE-1]],7,Assigned::start,{{.*}},"max(1, config(count))",config,safe
  }

private:
  int count_ = 1;
  std::vector<std::thread> threads_;
};

struct Options {
  int workers;
};
void start(const Options &options, std::vector<std::thread> &threads) {
  for (int i = 0; i < options.workers; ++i)
    threads.emplace_back(work);
  // CHECK: fields.cpp,[[@LINE-1]],5,start,{{.*}},config(Options::workers),config,safe,C
}

struct Filled {
  int workers;
};
void start(const Filled &options, std::vector<std::thread> &threads) {
  for (int i = 0; i < options.workers; ++i)
    threads.emplace_back(work);
  // CHECK: fields.cpp,[[@LINE-1]],5,start,{{.*}},6,constant,safe,C
}
void fill(std::vector<std::thread> &threads) { start(Filled{6}, threads); }

// A test says nothing of what its function gives the field afterwards.
class Round {
public:
  void start(std::vector<std::string> &names) {
    if (running_ > 0)
      return;
    running_ = names.size();
    for (int i = 0; i < running_; ++i)
      std::thread(work).detach();
    // CHECK: fields.cpp,[[@LINE-1]],7,Round::start,std::thread,size(names)
  }
  void ended() { running_--; }

private:
  int running_ = 0;
};
