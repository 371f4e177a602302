// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Pools whose queues hold what is run as a part of something larger.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <queue>
#include <thread>
#include <utility>
#include <vector>

struct Task {
  std::function<void()> run;
  int priority = 0;
};

class Pool {
public:
  Pool() {
    for (int i = 0; i < 4; ++i)
      workers_.emplace_back([this] { run(); });
    // CHECK: record_pools.cpp,[[@LINE-1]],7,Pool::Pool,std::thread in std::vector::emplace_back,4,constant,safe
  }
  ~Pool() {
    for (auto &worker : workers_)
      worker.join();
  }
  void submit(std::function<void()> run, int priority) {
    const std::lock_guard lock(mutex_);
    tasks_.push(Task{std::move(run), priority});
    changed_.notify_one();
  }

private:
  void run() {
    for (;;) {
      Task task;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !tasks_.empty(); });
        task = std::move(tasks_.front());
        tasks_.pop();
      }
      task.run();
    }
  }
  std::vector<std::thread> workers_;
  std::queue<Task> tasks_;
  std::mutex mutex_;
  std::condition_variable changed_;
};

void submits(int count) {
  Pool pool;
  for (int i = 0; i < count; ++i)
    pool.submit([] {}, i);
  // CHECK: record_pools.cpp,[[@LINE-1]],5,submits,Pool::submit,4,constant,safe,C,pool,escapes
}

// A queue that hands out by a parameter.
struct Call {
  void (*function)(void *);
  void *argument;
};

template <class T> class Queue {
public:
  void push(T value) {
    const std::lock_guard lock(mutex_);
    values_.push_back(std::move(value));
    changed_.notify_one();
  }
  bool pop(T &value) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !values_.empty(); });
    value = std::move(values_.front());
    values_.pop_front();
    return true;
  }

private:
  std::deque<T> values_;
  std::mutex mutex_;
  std::condition_variable changed_;
};

class Calls {
public:
  Calls() {
    for (int i = 0; i < 3; ++i)
      workers_.emplace_back(&Calls::run, this);
    // CHECK: record_pools.cpp,[[@LINE-1]],7,Calls::Calls,std::thread in std::vector::emplace_back,3,constant,safe
  }
  ~Calls() {
    for (auto &worker : workers_)
      worker.join();
  }
  void add(void (*function)(void *), void *argument) { calls_.push(Call{function, argument}); }

private:
  void run() {
    Call call;
    while (calls_.pop(call))
      call.function(call.argument);
  }
  Queue<Call> calls_;
  std::vector<std::thread> workers_;
};

void work(void *);

void adds() {
  Calls calls;
  for (int i = 0; i < 50; ++i)
    calls.add(work, nullptr);
  // CHECK: record_pools.cpp,[[@LINE-1]],5,adds,Calls::add,3,constant,safe,C,pool,escapes
}

// The most urgent first.
using Urgent = std::pair<int, std::function<void()>>;
struct IsLess {
  bool operator()(const Urgent &a, const Urgent &b) const { return a.first < b.first; }
};

class ByUrgency {
public:
  ByUrgency() {
    for (int i = 0; i < 2; ++i)
      workers_.emplace_back([this] { run(); });
    // CHECK: record_pools.cpp,[[@LINE-1]],7,ByUrgency::ByUrgency,std::thread in std::vector::emplace_back,2,constant,safe
  }
  ~ByUrgency() {
    for (auto &worker : workers_)
      worker.join();
  }
  template <class Function> void post(int urgency, Function &&function) {
    const std::lock_guard lock(mutex_);
    urgent_.emplace(urgency, std::forward<Function>(function));
  }

private:
  void run() {
    for (;;) {
      Urgent next;
      {
        const std::lock_guard lock(mutex_);
        if (urgent_.empty())
          return;
        next = urgent_.top();
        urgent_.pop();
      }
      next.second();
    }
  }
  std::priority_queue<Urgent, std::vector<Urgent>, IsLess> urgent_;
  std::mutex mutex_;
  std::vector<std::thread> workers_;
};

void posts() {
  ByUrgency pool;
  for (int i = 0; i < 50; ++i)
    pool.post(i, [] {});
  // CHECK: record_pools.cpp,[[@LINE-1]],5,posts,ByUrgency::post,2,constant,safe,C,pool,escapes
}
