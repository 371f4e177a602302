// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A test that lets its own function go on says nothing of a field that others use; one right behind what gives the
// field its value does.

#include <cstdio>
#include <thread>
#include <vector>

void work();

class Pool {
public:
  void run(std::FILE *file) {
    std::fscanf(file, "%d", &running_);
    std::vector<std::thread> threads;
    for (int i = 0; i < running_; ++i)
      threads.emplace_back(work);
    // CHECK: tests_elsewhere.cpp,[[@LINE-1]],7,Pool::run,{{.*}},outside({{.*}},size,dangerous
  }
  void add() {
    if (running_ > 0)
      return;
    std::puts("idle");
  }

private:
  int running_ = 0;
};

class Checked {
public:
  void read(std::FILE *file) {
    std::fscanf(file, "%d", &count_);
    if (count_ > 16)
      throw "too many";
  }
  void run() {
    std::vector<std::thread> threads;
    for (int i = 0; i < count_; ++i)
      threads.emplace_back(work);
    // CHECK: tests_elsewhere.cpp,[[@LINE-1]],7,Checked::run,{{.*}},"min(16, {{.*}},constant,safe
  }

private:
  int count_ = 0;
};
