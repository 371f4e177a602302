// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Names and calls that suggest a limit without being one.

#include <atomic>
#include <chrono>
#include <future>
#include <map>
#include <mutex>
#include <pthread.h>
#include <sched.h>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

void work();
void serve(int);

class Throttle {
public:
  explicit Throttle(long bytes) : tokens_(bytes) {}
  void consume(long bytes) { tokens_ -= bytes; }

private:
  long tokens_;
};
void throttlesBytes(int listener) {
  Throttle throttle(1 << 20);
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    throttle.consume(512);
    std::thread(serve, client).detach();
    // CHECK: misleading.cpp,[[@LINE-1]],5,throttlesBytes,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
}

class TaskGroup {
public:
  void add(std::thread thread) { threads_.push_back(std::move(thread)); }
  std::size_t size() const { return threads_.size(); }

private:
  std::vector<std::thread> threads_;
};
void onlyTracks(int listener, TaskGroup &limiter) {
  for (;;) {
    limiter.add(std::thread(serve, accept(listener, nullptr, nullptr)));
    // CHECK: misleading.cpp,[[@LINE-1]],17,onlyTracks,std::thread,unbounded,unbounded,dangerous,C,none,escapes
    if (limiter.size() > 100)
      work();
  }
}

void pinsToProcessors(int listener) {
  unsigned next = 0;
  for (;;) {
    std::thread thread(serve, accept(listener, nullptr, nullptr));
    // CHECK: misleading.cpp,[[@LINE-1]],17,pinsToProcessors,std::thread,unbounded,unbounded,dangerous,D,none,detached
    cpu_set_t processors;
    CPU_ZERO(&processors);
    CPU_SET(next++ % std::thread::hardware_concurrency(), &processors);
    pthread_setaffinity_np(thread.native_handle(), sizeof processors, &processors);
    thread.detach();
  }
}

void collect() {
  while (waitpid(-1, nullptr, WNOHANG) > 0) {
  }
}
void onlyReaps(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    collect();
    if (fork() == 0) {
    // CHECK: misleading.cpp,[[@LINE-1]],9,onlyReaps,fork,unbounded,unbounded,dangerous,C,none,escapes
      serve(client);
      _exit(0);
    }
    close(client);
  }
}

void sleepsAfterTen(int listener) {
  int started = 0;
  for (;;) {
    std::thread(serve, accept(listener, nullptr, nullptr)).detach();
    // CHECK: misleading.cpp,[[@LINE-1]],5,sleepsAfterTen,std::thread,unbounded,unbounded,dangerous,D,none,detached
    if (++started % 10 == 0)
      sleep(1);
  }
}

std::atomic<bool> ready{false};
void handshake(int client) {
  ready = true;
  serve(client);
}
void waitsForTheStart(int listener) {
  for (;;) {
    ready = false;
    std::thread(handshake, accept(listener, nullptr, nullptr)).detach();
    // CHECK: misleading.cpp,[[@LINE-1]],5,waitsForTheStart,std::thread,unbounded,unbounded,dangerous,D,none,detached
    while (!ready)
      usleep(10);
  }
}

void waitsForThePromise(int listener) {
  for (;;) {
    std::promise<void> running;
    auto started = running.get_future();
    std::thread([&running, listener] {
    // CHECK: misleading.cpp,[[@LINE-1]],5,waitsForThePromise,std::thread,unbounded,unbounded,dangerous,D,none,detached
      const int client = accept(listener, nullptr, nullptr);
      running.set_value();
      serve(client);
    }).detach();
    started.wait();
  }
}

void timesOut(int listener) {
  std::vector<std::future<void>> answers;
  for (;;) {
    answers.push_back(std::async(std::launch::async, serve, accept(listener, nullptr, nullptr)));
    // CHECK: misleading.cpp,[[@LINE-1]],23,timesOut,std::async,unbounded,unbounded,dangerous,C,none,joined
    answers.back().wait_for(std::chrono::seconds(1));
  }
}

std::mutex mutex;
void holdsAMutex(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    std::lock_guard lock(mutex);
    std::thread(serve, client).detach();
    // CHECK: misleading.cpp,[[@LINE-1]],5,holdsAMutex,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
}

void backlog(int listener) {
  const int maxConnections = 16;
  listen(listener, maxConnections);
  for (;;)
    std::thread(serve, accept(listener, nullptr, nullptr)).detach();
  // CHECK: misleading.cpp,[[@LINE-1]],5,backlog,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

void numbered(int listener) {
  static constexpr int most = 64;
  int number = 0;
  for (;;) {
    std::thread(serve, accept(listener, nullptr, nullptr)).detach();
    // CHECK: misleading.cpp,[[@LINE-1]],5,numbered,std::thread,unbounded,unbounded,dangerous,D,none,detached
    if (++number == most)
      number = 0;
  }
}

void defaultPolicy(int listener) {
  std::vector<std::future<void>> answers;
  for (;;)
    answers.push_back(std::async(serve, accept(listener, nullptr, nullptr)));
  // CHECK: misleading.cpp,[[@LINE-1]],23,defaultPolicy,std::async,unbounded,unbounded,dangerous,C,none,joined
}

void onlyDuplicates(int socket) {
  std::map<std::string, int> known;
  char buffer[64];
  while (recv(socket, buffer, sizeof buffer, 0) > 0) {
    if (known.count(buffer) != 0)
      continue;
    known[buffer] = 1;
    std::thread(work).detach();
    // CHECK: misleading.cpp,[[@LINE-1]],5,onlyDuplicates,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
}
