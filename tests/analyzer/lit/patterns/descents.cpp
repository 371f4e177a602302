// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Recursion that a parameter ends: a depth, a flag; and one that only the data ends.

#include <future>
#include <memory>
#include <sys/socket.h>
#include <thread>

void sortPlainly(int *from, int *to);

void toADepth(int *from, int *to, int depth) {
  if (depth <= 0)
    return sortPlainly(from, to);
  int *middle = from + (to - from) / 2;
  auto left = std::async(std::launch::async, toADepth, from, middle, depth - 1);
  // CHECK: descents.cpp,[[@LINE-1]],15,toADepth,std::async,8,constant,safe
  toADepth(middle, to, depth - 1);
  left.get();
}
void threeDeep(int *from, int *to) { toADepth(from, to, 3); }

void byLength(int *from, int length) {
  if (length < 1000)
    return sortPlainly(from, from + length);
  std::thread left(byLength, from, length / 2);
  // CHECK: descents.cpp,[[@LINE-1]],15,byLength,std::thread,unbounded,unbounded,dangerous
  byLength(from + length / 2, length - length / 2);
  left.join();
}

int fibonacci(int n) {
  if (n < 2)
    return n;
  auto before = std::async(std::launch::async, fibonacci, n - 1);
  // CHECK: descents.cpp,[[@LINE-1]],17,fibonacci,std::async,unbounded,unbounded,dangerous
  return fibonacci(n - 2) + before.get();
}

class Adaptor {
public:
  explicit Adaptor(bool isDelegate) {
    if (!isDelegate)
      thread_ = std::thread([] { const auto inner = std::make_unique<Adaptor>(true); });
    // CHECK: descents.cpp,[[@LINE-1]],17,Adaptor::Adaptor,std::thread,1,constant,safe
  }
  ~Adaptor() { thread_.join(); }

private:
  std::thread thread_;
};
void useAdaptor() { Adaptor adaptor(false); }
