// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A pool of the program's own is known by what it does: its threads run what a queue hands them.

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <queue>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <vector>

void work(int);

class Pool {
public:
  explicit Pool(int count) {
    for (int i = 0; i < count; ++i)
      workers_.emplace_back([this] { run(); });
    // CHECK: pools.cpp,[[@LINE-1]],7,Pool::Pool,std::thread in std::vector::emplace_back,4,constant,safe,C,trip_count,joined
  }
  ~Pool() {
    for (auto &worker : workers_)
      worker.join();
  }
  template <class Task> void submit(Task &&task) {
    const std::lock_guard lock(mutex_);
    tasks_.emplace([task = std::forward<Task>(task)] { task(); });
    changed_.notify_one();
  }

private:
  void run() {
    for (;;) {
      std::function<void()> task;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !tasks_.empty(); });
        task = std::move(tasks_.front());
        tasks_.pop();
      }
      task();
    }
  }
  std::vector<std::thread> workers_;
  std::queue<std::function<void()>> tasks_;
  std::mutex mutex_;
  std::condition_variable changed_;
};

void submits(int listener) {
  Pool pool(4);
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    pool.submit([client] { work(client); });
    // CHECK: pools.cpp,[[@LINE-1]],5,submits,Pool::submit,4,constant,safe,C,pool,escapes,unbounded,unbounded
  }
}

class Server {
public:
  void on(const std::string &path, std::function<void(int)> handler) { handlers_[path] = handler; }
  void run(int listener) {
    for (;;)
      handlers_["/"](accept(listener, nullptr, nullptr));
  }

private:
  std::map<std::string, std::function<void(int)>> handlers_;
};

void registers(int listener) {
  Server server;
  server.on("/", [](int client) { std::thread(work, client).detach(); });
  // CHECK: pools.cpp,[[@LINE-1]],35,registers::(lambda),std::thread,unbounded,unbounded,dangerous,D
  server.run(listener);
}

static std::vector<std::function<void()>> suite;
void add(std::function<void()> test) { suite.push_back(test); }

void fills() {
  add([] { std::thread(work, 1).detach(); });
  // CHECK: pools.cpp,[[@LINE-1]],12,fills::(lambda),std::thread,1,constant,safe
  add([] { std::thread(work, 2).detach(); });
  // CHECK: pools.cpp,[[@LINE-1]],12,fills::(lambda),std::thread,1,constant,safe
}

void runsEachOnce() {
  for (const auto &test : suite)
    test();
}
