// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Fixed pools: their threads bound how much runs, their queue how much waits.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <queue>
#include <sys/socket.h>
#include <thread>
#include <vector>

void serve(int);

class Pool {
public:
  explicit Pool(unsigned count) {
    for (unsigned i = 0; i < count; ++i)
      threads_.emplace_back([this] { run(); });
    // CHECK: pools.cpp,[[@LINE-1]],7,Pool::Pool,std::thread in std::vector::emplace_back,8,constant,safe,C,trip_count,joined
  }
  ~Pool() {
    for (auto &thread : threads_)
      thread.join();
  }
  void submit(std::function<void()> task) {
    std::lock_guard lock(mutex_);
    tasks_.push(std::move(task));
    changed_.notify_one();
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
void queueWithoutEnd(int listener) {
  Pool pool(8);
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    pool.submit([client] { serve(client); });
    // CHECK: pools.cpp,[[@LINE-1]],5,queueWithoutEnd,Pool::submit,8,constant,safe,C,pool,escapes,unbounded,unbounded
  }
}
