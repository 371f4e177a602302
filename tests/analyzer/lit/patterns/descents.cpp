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
  // CHECK: descents.cpp,[[@LINE-1]],15,toADepth,std::async,7,constant,safe
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

void work();

static void oneInEachRun(int depth) {
  if (depth <= 0)
    return;
  std::thread thread(work);
  // CHECK: descents.cpp,[[@LINE-1]],15,oneInEachRun,std::thread,5,constant,safe
  oneInEachRun(depth - 1);
  thread.join();
}
void fiveRuns() { oneInEachRun(5); }

static void untilNothingIsLeft(int depth) {
  if (depth == 0)
    return;
  std::thread thread(work);
  // CHECK: descents.cpp,[[@LINE-1]],15,untilNothingIsLeft,std::thread,5,constant,safe
  untilNothingIsLeft(depth - 1);
  thread.join();
}
void fiveRunsToo() { untilNothingIsLeft(5); }

static void pastNothing(int depth) {
  if (depth == 0)
    return;
  std::thread thread(work);
  // CHECK: descents.cpp,[[@LINE-1]],15,pastNothing,std::thread,unbounded,unbounded,dangerous
  pastNothing(depth - 2);
  thread.join();
}
void pastIt() { pastNothing(5); }

static void whileSomeIsLeft(int depth) {
  if (depth > 0) {
    std::thread thread(work);
    // CHECK: descents.cpp,[[@LINE-1]],17,whileSomeIsLeft,std::thread,3,constant,safe
    whileSomeIsLeft(depth - 2);
    thread.join();
  }
}
void fiveByTwos() { whileSomeIsLeft(5); }

static void asksBeforeTheNext(int depth) {
  std::thread(work).detach();
  // CHECK: descents.cpp,[[@LINE-1]],3,asksBeforeTheNext,std::thread,6,constant,safe
  if (depth > 0)
    asksBeforeTheNext(depth - 1);
}
void fiveAfterTheFirst() { asksBeforeTheNext(5); }

static void asksBeforeOneOfTwo(int depth) {
  std::thread(work).detach();
  // CHECK: descents.cpp,[[@LINE-1]],3,asksBeforeOneOfTwo,std::thread,unbounded,unbounded,dangerous
  if (depth > 0)
    asksBeforeOneOfTwo(depth - 1);
  asksBeforeOneOfTwo(depth);
}
void neverEnds() { asksBeforeOneOfTwo(5); }

static void twoCalls(int depth) {
  if (depth <= 0)
    return;
  std::thread thread(work);
  // CHECK: descents.cpp,[[@LINE-1]],15,twoCalls,std::thread,7,constant,safe
  twoCalls(depth - 1);
  twoCalls(depth - 1);
  thread.join();
}
void aTreeOfCalls() { twoCalls(3); }

static void callsInALoop(int depth) {
  if (depth <= 0)
    return;
  std::thread thread(work);
  // CHECK: descents.cpp,[[@LINE-1]],15,callsInALoop,std::thread,13,constant,safe
  for (int i = 0; i < 3; ++i)
    callsInALoop(depth - 1);
  thread.join();
}
void aTreeOfThrees() { callsInALoop(3); }

static void twoLambdas(int depth) {
  if (depth <= 0)
    return;
  std::thread left([depth] { twoLambdas(depth - 1); });
  // CHECK: descents.cpp,[[@LINE-1]],15,twoLambdas,std::thread,7,constant,safe
  std::thread right([depth] { twoLambdas(depth - 1); });
  // CHECK: descents.cpp,[[@LINE-1]],15,twoLambdas,std::thread,7,constant,safe
  left.join();
  right.join();
}
void aTreeOfThreads() { twoLambdas(3); }

static void threeHalves(int size) {
  if (size < 2)
    return;
  std::thread thread(work);
  // CHECK: descents.cpp,[[@LINE-1]],15,threeHalves,std::thread,13,constant,safe
  threeHalves(size / 2);
  threeHalves(size / 2);
  threeHalves(size / 2);
  thread.join();
}
void eightInThrees() { threeHalves(8); }

static void halvesToNone(int size) {
  if (size <= 0)
    return;
  std::thread left(halvesToNone, size / 2);
  // CHECK: descents.cpp,[[@LINE-1]],15,halvesToNone,std::thread,31,constant,safe
  std::thread right(halvesToNone, size / 2);
  // CHECK: descents.cpp,[[@LINE-1]],15,halvesToNone,std::thread,31,constant,safe
  left.join();
  right.join();
}
void sixteenToNone() { halvesToNone(16); }

static void halvesToOne(int size) {
  if (size < 2)
    return;
  std::thread left(halvesToOne, size / 2);
  // CHECK: descents.cpp,[[@LINE-1]],15,halvesToOne,std::thread,16,constant,safe
  std::thread right(halvesToOne, size - size / 2);
  // CHECK: descents.cpp,[[@LINE-1]],15,halvesToOne,std::thread,16,constant,safe
  left.join();
  right.join();
}
void sixteenToOne() { halvesToOne(16); }
