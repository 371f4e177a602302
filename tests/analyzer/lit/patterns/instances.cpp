// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// The instances of a template start units each; those that live on live together.

#include <thread>

void work();

template <int count> void leavesThem() {
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: instances.cpp,[[@LINE-1]],5,leavesThem,std::thread,13,constant,safe
}

template <int count> void waitsForThem() {
  std::thread threads[count];
  for (int i = 0; i < count; ++i)
    threads[i] = std::thread(work);
  // CHECK: instances.cpp,[[@LINE-1]],18,waitsForThem,std::thread,9,constant,safe
  for (int i = 0; i < count; ++i)
    threads[i].join();
}

int main() {
  leavesThem<4>();
  leavesThem<9>();
  waitsForThem<4>();
  waitsForThem<9>();
}
