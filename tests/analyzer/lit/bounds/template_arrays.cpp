// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// An array that each instance of a template has of its own size: as many as the largest has.

#include <thread>

void work();

template <int N>
struct Crew {
  std::thread threads[N];
  void go() {
    for (auto &thread : threads)
      thread = std::thread(work);
    // CHECK: template_arrays.cpp,[[@LINE-1]],{{.*}},Crew::go,std::thread,100,constant,safe
  }
  ~Crew() {
    for (auto &thread : threads)
      thread.join();
  }
};

void run() {
  Crew<4> few;
  few.go();
  Crew<100> many;
  many.go();
}
