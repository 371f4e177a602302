// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A semaphore of one's own is a class whose method tests a counter, and counts, before it returns.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

void serve(int);

class Slots {
public:
  explicit Slots(int count) : free_(count) {}
  void acquire() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return free_ > 0; });
    --free_;
  }
  bool acquireFor(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, time, [this] { return free_ > 0; }))
      return false;
    --free_;
    return true;
  }
  void release() {
    {
      std::lock_guard lock(mutex_);
      ++free_;
    }
    changed_.notify_one();
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int free_;
};

Slots slots(32), tried(16);
void waitsForAFreeOne(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    slots.acquire();
    std::thread([client] {
      // CHECK: semaphores_of_ones_own.cpp,[[@LINE-1]],5,waitsForAFreeOne,std::thread,32,constant,safe,{{.}},semaphore
      serve(client);
      slots.release();
    }).detach();
  }
}

class Running {
public:
  explicit Running(int most) : most_(most) {}
  void enter() {
    std::unique_lock lock(mutex_);
    while (running_ >= most_)
      changed_.wait(lock);
    ++running_;
  }
  void leave() {
    std::lock_guard lock(mutex_);
    --running_;
    changed_.notify_one();
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int running_ = 0;
  const int most_;
};

Running running(20), leftAtOnce(20);
void countsUp(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    running.enter();
    std::thread([client] {
      // CHECK: semaphores_of_ones_own.cpp,[[@LINE-1]],5,countsUp,std::thread,20,constant,safe,{{.}},semaphore
      serve(client);
      running.leave();
    }).detach();
  }
}

struct Gate {
  std::mutex mutex;
  std::condition_variable changed;
  int inside = 0;
  void enter() {
    std::unique_lock lock(mutex);
    while (inside >= 4)
      changed.wait(lock);
    ++inside;
  }
  void leave() {
    std::lock_guard lock(mutex);
    --inside;
  }
};
Gate gate;
void leftByTheStarter(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    gate.enter();
    std::thread(serve, client).detach();
    // CHECK: semaphores_of_ones_own.cpp,[[@LINE-1]],5,leftByTheStarter,std::thread,unbounded,unbounded,dangerous
    gate.leave();
  }
}

namespace timed {
std::mutex mutex;
std::condition_variable changed;
int live = 0;
void refuses(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    std::unique_lock lock(mutex);
    if (!changed.wait_for(lock, std::chrono::seconds(1), [] { return live < 100; })) {
      close(client);
      continue;
    }
    ++live;
    lock.unlock();
    std::thread([client] {
      // CHECK: semaphores_of_ones_own.cpp,[[@LINE-1]],5,timed::refuses,std::thread,100,constant,safe,{{.}},semaphore
      serve(client);
      std::lock_guard inner(mutex);
      --live;
    }).detach();
  }
}
int ignored = 0;
void goesOn(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    std::unique_lock lock(mutex);
    changed.wait_for(lock, std::chrono::seconds(1), [] { return ignored < 100; });
    ++ignored;
    std::thread(serve, client).detach();
    // CHECK: semaphores_of_ones_own.cpp,[[@LINE-1]],5,timed::goesOn,std::thread,unbounded,unbounded,dangerous
  }
}
} // namespace timed

void triesForATime(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (!tried.acquireFor(std::chrono::milliseconds(50))) {
      close(client);
      continue;
    }
    std::thread([client] {
      // CHECK: semaphores_of_ones_own.cpp,[[@LINE-1]],5,triesForATime,std::thread,32,constant,safe,{{.}},semaphore
      serve(client);
      tried.release();
    }).detach();
  }
}

std::atomic<int> live{0};
bool enter() {
  int now = live.load();
  do {
    if (now >= 200)
      return false;
  } while (!live.compare_exchange_weak(now, now + 1));
  return true;
}
void byCompareAndSwap(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (!enter()) {
      close(client);
      continue;
    }
    std::thread([client] {
      // CHECK: semaphores_of_ones_own.cpp,[[@LINE-1]],5,byCompareAndSwap,std::thread,200,constant,safe,{{.}},semaphore
      serve(client);
      live.fetch_sub(1);
    }).detach();
  }
}
