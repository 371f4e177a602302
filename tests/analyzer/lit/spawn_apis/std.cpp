// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// What starts units in the C++ standard library, and what looks like it and does not.

#include <deque>
#include <forward_list>
#include <future>
#include <list>
#include <memory>
#include <optional>
#include <queue>
#include <stack>
#include <thread>
#include <vector>

using Handle = std::thread;

void work();
int answer();

void threads() {
  std::thread one(work);
  // CHECK: std.cpp,[[@LINE-1]],15,threads,std::thread,1,constant,safe
  Handle two(work);
  // CHECK: std.cpp,[[@LINE-1]],10,threads,std::thread,1,constant,safe
  std::thread three{[] { work(); }};
  // CHECK: std.cpp,[[@LINE-1]],15,threads,std::thread,1,constant,safe
  std::jthread four(work);
  // CHECK: std.cpp,[[@LINE-1]],16,threads,std::jthread,1,constant,safe
  auto five = new std::thread(work);
  // CHECK: std.cpp,[[@LINE-1]],15,threads,std::thread,1,constant,safe
  std::thread none;
  none = std::thread(work);
  // CHECK: std.cpp,[[@LINE-1]],10,threads,std::thread,1,constant,safe
  std::thread moved = std::move(none);
  none.swap(moved);
  std::vector<std::thread> idle(16);
  one.join(), two.join(), three.join(), five->join(), moved.join();
}

void tasks() {
  auto eager = std::async(answer);
  // CHECK: std.cpp,[[@LINE-1]],16,tasks,std::async,1,constant,safe
  auto forced = std::async(std::launch::async, answer);
  // CHECK: std.cpp,[[@LINE-1]],17,tasks,std::async,1,constant,safe
  auto lazy = std::async(std::launch::deferred, answer);
  std::promise<int> promise;
  std::future<int> future = promise.get_future();
  std::packaged_task<int()> task(answer);
}

void made() {
  auto unique = std::make_unique<std::thread>(work);
  // CHECK: std.cpp,[[@LINE-1]],17,made,std::thread in std::make_unique,1,constant,safe
  auto shared = std::make_shared<std::jthread>(work);
  // CHECK: std.cpp,[[@LINE-1]],17,made,std::jthread in std::make_shared,1,constant,safe
  auto number = std::make_unique<int>(3);
  unique->join();
}

void held() {
  std::vector<std::thread> vector;
  std::deque<std::thread> deque;
  std::list<std::thread> list;
  std::forward_list<std::thread> forward;
  vector.emplace_back(work);
  // CHECK: std.cpp,[[@LINE-1]],3,held,std::thread in std::vector::emplace_back,1,constant,safe
  vector.emplace(vector.begin(), work);
  // CHECK: std.cpp,[[@LINE-1]],3,held,std::thread in std::vector::emplace,1,constant,safe
  deque.emplace_back(work);
  // CHECK: std.cpp,[[@LINE-1]],3,held,std::thread in std::deque::emplace_back,1,constant,safe
  deque.emplace_front(work);
  // CHECK: std.cpp,[[@LINE-1]],3,held,std::thread in std::deque::emplace_front,1,constant,safe
  list.emplace_back(work);
  // CHECK: std.cpp,[[@LINE-1]],3,held,std::thread in std::list::emplace_back,1,constant,safe
  list.emplace_front(work);
  // CHECK: std.cpp,[[@LINE-1]],3,held,std::thread in std::list::emplace_front,1,constant,safe
  forward.emplace_front(work);
  // CHECK: std.cpp,[[@LINE-1]],3,held,std::thread in std::forward_list::emplace_front,1,constant,safe
  vector.push_back(std::thread(work));
  // CHECK: std.cpp,[[@LINE-1]],20,held,std::thread,1,constant,safe
  std::thread ready(work);
  // CHECK: std.cpp,[[@LINE-1]],15,held,std::thread,1,constant,safe
  vector.push_back(std::move(ready));
  vector.emplace_back(std::move(deque.front()));
  vector.emplace_back();
  list.emplace(list.begin(), work);
  // CHECK: std.cpp,[[@LINE-1]],3,held,std::thread in std::list::emplace,1,constant,safe
  forward.emplace_after(forward.before_begin(), work);
  // CHECK: std.cpp,[[@LINE-1]],3,held,std::thread in std::forward_list::emplace_after,1,constant,safe
  std::queue<std::thread> queue;
  queue.emplace(work);
  // CHECK: std.cpp,[[@LINE-1]],3,held,std::thread in std::queue::emplace,1,constant,safe
  std::stack<std::thread> stack;
  stack.emplace(work);
  // CHECK: std.cpp,[[@LINE-1]],3,held,std::thread in std::stack::emplace,1,constant,safe
  std::optional<std::thread> optional;
  optional.emplace(work);
  // CHECK: std.cpp,[[@LINE-1]],3,held,std::thread in std::optional::emplace,1,constant,safe
  optional.emplace();
  auto allocated = std::allocate_shared<std::thread>(std::allocator<std::thread>(), work);
  // CHECK: std.cpp,[[@LINE-1]],20,held,std::thread in std::allocate_shared,1,constant,safe
  std::vector<int> numbers;
  numbers.emplace_back(4);
}

struct Robot {
  int fork() { return 1; }
  void post(int) {}
  void thread(void (*)()) {}
};

void namesakes(Robot &robot) {
  for (;;) {
    robot.fork();
    robot.post(1);
    robot.thread(work);
  }
}
