// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A count of data is a size, when each unit takes one of them.

#include <thread>
#include <vector>

using Threads = std::vector<std::thread>;

struct Tensor {
  int rows;
  float *data;
};
void scale(Tensor *);
void eachTensor(Tensor **tensors, int count) {
  Threads threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back(scale, tensors[i]);
  // CHECK: one_datum_each.cpp,[[@LINE-1]],5,eachTensor,std::thread in std::vector::emplace_back,size(count),size,risky,C,trip_count,joined
  for (auto &thread : threads)
    thread.join();
}
