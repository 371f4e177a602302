// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Objects whose virtual method the threads of a pool run are tasks of the pool, where they are put in.

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>

struct Task {
  virtual ~Task() = default;
  virtual void run() = 0;
};

struct Count : Task {
  void run() override { ++done; }
  int done = 0;
};

class Pool {
public:
  Pool() {
    for (int i = 0; i < 4; ++i)
      threads_.emplace_back([this] { serve(); });
    // CHECK: object_pools.cpp,[[@LINE-1]],{{.*}},Pool::Pool,{{.*}},4,constant,safe
  }
  ~Pool() {
    for (std::thread &each : threads_)
      each.join();
  }

  void add(std::unique_ptr<Task> task) {
    {
      std::lock_guard lock(mutex_);
      waiting_.push(std::move(task)); // handed on: no row of its own
    }
    filled_.notify_one();
  }

private:
  void serve() {
    for (;;) {
      std::unique_lock lock(mutex_);
      filled_.wait(lock, [this] { return !waiting_.empty(); });
      std::unique_ptr<Task> task = std::move(waiting_.front());
      waiting_.pop();
      lock.unlock();
      task->run();
    }
  }

  std::mutex mutex_;
  std::condition_variable filled_;
  std::queue<std::unique_ptr<Task>> waiting_;
  std::vector<std::thread> threads_;
};

void putsIn(Pool &pool) {
  for (int i = 0; i < 100; ++i)
    pool.add(std::make_unique<Count>());
  // CHECK: object_pools.cpp,[[@LINE-1]],{{.*}},putsIn,Pool::add,4,constant,safe,C,pool,escapes,100,constant
  auto last = std::make_unique<Count>();
  pool.add(std::move(last));
  // CHECK: object_pools.cpp,[[@LINE-1]],{{.*}},putsIn,Pool::add,4,constant,safe,B,pool,escapes,1,constant
}

class OneThread {
public:
  OneThread() : thread_([this] { serve(); }) {}
  // CHECK: object_pools.cpp,[[@LINE-1]],{{.*}},OneThread::OneThread,std::thread,1,constant,safe
  ~OneThread() { thread_.join(); }

  void later(int n) {
    Count *count = new Count;
    count->done = n;
    waiting_.push_back(count);
    // CHECK: object_pools.cpp,[[@LINE-1]],{{.*}},OneThread::later,std::deque::push_back,1,constant,safe,{{.}},pool
  }

private:
  void serve() {
    while (!waiting_.empty()) {
      Task *task = waiting_.front();
      waiting_.pop_front();
      task->run();
      delete task;
    }
  }

  std::deque<Task *> waiting_;
  std::thread thread_;
};

void oneThread(OneThread &thread) { thread.later(3); }

// What the caller itself runs starts nothing.
class Here {
public:
  void add(Task *task) { waiting_.push_back(task); }
  void runAll() {
    while (!waiting_.empty()) {
      Task *task = waiting_.front();
      waiting_.pop_front();
      task->run();
    }
  }

private:
  std::deque<Task *> waiting_;
};

void here() {
  Here all;
  all.add(new Count);
  all.runAll();
}

int main() {
  Pool pool;
  putsIn(pool);
  OneThread thread;
  oneThread(thread);
  here();
}
