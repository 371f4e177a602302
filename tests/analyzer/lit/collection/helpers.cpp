// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A method that joins all, called behind the spawn, is as good as a join there; one that is called sometimes, or before,
// is not.

#include <string>
#include <thread>
#include <vector>

void work();
std::string next();

class Crew {
public:
  void round(int count) {
    for (int i = 0; i < count; ++i)
      threads_.emplace_back(work);
    // CHECK: helpers.cpp,[[@LINE-1]],7,Crew::round,std::thread in std::vector::emplace_back,4,constant,safe,C,join,joined
    joinAll();
  }

private:
  void joinAll() {
    for (auto &thread : threads_)
      if (thread.joinable())
        thread.join();
    threads_.clear();
  }
  std::vector<std::thread> threads_;
};

class Lazy {
public:
  void round(int count, bool isLast) {
    for (int i = 0; i < count; ++i)
      threads_.emplace_back(work);
    // CHECK: helpers.cpp,[[@LINE-1]],7,Lazy::round,{{.*}},4,constant,safe,C,trip_count,joined
    if (isLast)
      joinAll();
  }

private:
  void joinAll() {
    for (auto &thread : threads_)
      thread.join();
    threads_.clear();
  }
  std::vector<std::thread> threads_;
};

class Picky {
public:
  void round(int count) {
    for (int i = 0; i < count; ++i)
      threads_.emplace_back(work);
    // CHECK: helpers.cpp,[[@LINE-1]],7,Picky::round,{{.*}},4,constant,safe,C,trip_count,joined
    joinAll(next() == "last");
  }

private:
  void joinAll(bool isLast) {
    if (!isLast)
      return;
    for (auto &thread : threads_)
      thread.join();
    threads_.clear();
  }
  std::vector<std::thread> threads_;
};

int main() {
  Crew crew;
  Lazy lazy;
  Picky picky;
  for (;;) {
    const std::string what = next();
    crew.round(4);
    lazy.round(4, what == "last");
    // CHECK: helpers.cpp,[[@LINE-1]],5,main,{{.*}},unbounded,unbounded,dangerous,E
    picky.round(4);
    // CHECK: helpers.cpp,[[@LINE-1]],5,main,{{.*}},unbounded,unbounded,dangerous,E
  }
}
