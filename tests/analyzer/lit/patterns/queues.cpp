// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// What a queue may hold is told where adding to it refuses or waits, and that it has no bound where nothing does.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <queue>
#include <sys/socket.h>
#include <thread>
#include <vector>

void serve(int);

class Refusing {
public:
  Refusing() {
    for (int i = 0; i < 4; ++i)
      threads_.emplace_back([this] { run(); });
    // CHECK: queues.cpp,[[@LINE-1]],7,Refusing::Refusing,std::thread in std::vector::emplace_back,4,constant,safe,C,trip_count,joined
  }
  ~Refusing() {
    for (auto &thread : threads_)
      thread.join();
  }
  bool submit(std::function<void()> task) {
    std::lock_guard lock(mutex_);
    if (tasks_.size() >= 100)
      return false;
    tasks_.push(std::move(task));
    changed_.notify_one();
    return true;
  }

private:
  void run() {
    for (;;) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return !tasks_.empty(); });
      auto task = std::move(tasks_.front());
      tasks_.pop();
      lock.unlock();
      task();
    }
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::queue<std::function<void()>> tasks_;
  std::vector<std::thread> threads_;
};
void refuses(int listener) {
  Refusing pool;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    pool.submit([client] { serve(client); });
    // CHECK: queues.cpp,[[@LINE-1]],5,refuses,Refusing::submit,4,constant,safe,C,pool,escapes,100,constant
  }
}

class Blocking {
public:
  explicit Blocking(std::size_t most) : most_(most) {
    for (int i = 0; i < 2; ++i)
      threads_.emplace_back([this] { run(); });
    // CHECK: queues.cpp,[[@LINE-1]],7,Blocking::Blocking,std::thread in std::vector::emplace_back,2,constant,safe,C,trip_count,joined
  }
  ~Blocking() {
    for (auto &thread : threads_)
      thread.join();
  }
  void submit(std::function<void()> task) {
    std::unique_lock lock(mutex_);
    space_.wait(lock, [this] { return tasks_.size() < most_; });
    tasks_.push(std::move(task));
    filled_.notify_one();
  }

private:
  void run() {
    for (;;) {
      std::unique_lock lock(mutex_);
      filled_.wait(lock, [this] { return !tasks_.empty(); });
      auto task = std::move(tasks_.front());
      tasks_.pop();
      space_.notify_one();
      lock.unlock();
      task();
    }
  }
  std::mutex mutex_;
  std::condition_variable space_, filled_;
  std::queue<std::function<void()>> tasks_;
  std::vector<std::thread> threads_;
  std::size_t most_;
};
void blocks(int listener) {
  Blocking pool(64);
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    pool.submit([client] { serve(client); });
    // CHECK: queues.cpp,[[@LINE-1]],5,blocks,Blocking::submit,2,constant,safe,C,pool,escapes,64,constant
  }
}

struct Settings {
  std::size_t most = 200;
};

// A queue of data bounds what waits for the workers that empty it.
class Connections {
public:
  Connections() {
    for (int i = 0; i < 4; ++i)
      threads_.emplace_back([this] { work(); });
    // CHECK: queues.cpp,[[@LINE-1]],7,Connections::Connections,std::thread in std::vector::emplace_back,4,constant,safe,C,trip_count,joined,200,constant
  }
  ~Connections() {
    for (auto &thread : threads_)
      thread.join();
  }
  bool offer(int connection) {
    std::lock_guard lock(mutex_);
    if (waiting_.size() >= settings_.most)
      return false;
    waiting_.push(connection);
    changed_.notify_one();
    return true;
  }

private:
  void work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return !waiting_.empty(); });
      const int connection = waiting_.front();
      waiting_.pop();
      lock.unlock();
      serve(connection);
    }
  }
  Settings settings_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::queue<int> waiting_;
  std::vector<std::thread> threads_;
};

bool offerTo(Connections &connections, int connection) {
  return connections.offer(connection);
}

// What a worker fills and empties by itself is no queue in front of it.
class Sweeper {
public:
  Sweeper() {
    for (int i = 0; i < 3; ++i)
      threads_.emplace_back([this] { sweep(); });
    // CHECK: queues.cpp,[[@LINE-1]],7,Sweeper::Sweeper,std::thread in std::vector::emplace_back,3,constant,safe,C,trip_count,joined,,,
  }
  ~Sweeper() {
    for (auto &thread : threads_)
      thread.join();
  }

private:
  void sweep() {
    for (;;) {
      if (own_.size() < 10)
        own_.push(1);
      serve(own_.front());
      own_.pop();
    }
  }
  std::queue<int> own_;
  std::vector<std::thread> threads_;
};

// A queue that every connection goes into, whatever is in it already, has no bound.
class Endless {
public:
  Endless() {
    for (int i = 0; i < 5; ++i)
      threads_.emplace_back([this] { work(); });
    // CHECK: queues.cpp,[[@LINE-1]],7,Endless::Endless,std::thread in std::vector::emplace_back,5,constant,safe,C,trip_count,joined,unbounded,unbounded
  }
  ~Endless() {
    for (auto &thread : threads_)
      thread.join();
  }
  void offer(int connection) {
    std::lock_guard lock(mutex_);
    waiting_.push(connection);
    changed_.notify_one();
  }

private:
  void work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return !waiting_.empty(); });
      const int connection = waiting_.front();
      waiting_.pop();
      lock.unlock();
      serve(connection);
    }
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::queue<int> waiting_;
  std::vector<std::thread> threads_;
};

void takeAll(int listener, Endless &workers) {
  for (;;)
    workers.offer(accept(listener, nullptr, nullptr));
}

// Where only so many are put in, the queue holds no more, and is not said to have no bound.
class Filled {
public:
  Filled() {
    for (int i = 0; i < 6; ++i)
      threads_.emplace_back([this] { work(); });
    // CHECK: queues.cpp,[[@LINE-1]],7,Filled::Filled,std::thread in std::vector::emplace_back,6,constant,safe,C,trip_count,joined,,,
    for (int i = 0; i < 100; ++i)
      waiting_.push(i);
  }
  ~Filled() {
    for (auto &thread : threads_)
      thread.join();
  }

private:
  void work() {
    std::lock_guard lock(mutex_);
    serve(waiting_.front());
    waiting_.pop();
  }
  std::mutex mutex_;
  std::queue<int> waiting_;
  std::vector<std::thread> threads_;
};
