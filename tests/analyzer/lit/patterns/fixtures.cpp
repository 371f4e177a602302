// RUN: not %audit -q --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning: --implicit-check-not=error:
// The scenarios of the source documents: what must be told, and beside it what must stay silent.

#include "../events/Inputs/http_servers.h"

#include <array>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <queue>
#include <semaphore>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <vector>

using Names = std::vector<std::string>;
void call(std::string);
void serve(int);
void report(const std::string &);
bool running();

void threadForEachEndpoint(const Names &endpoints) {
  std::vector<std::thread> threads;
  for (const std::string &endpoint : endpoints)
    threads.emplace_back(call, endpoint);
  // CHECK: fixtures.cpp:[[@LINE-1]]:5: warning: {{.*}}size(endpoints){{.*}} [data-sized-spawn]
  for (auto &thread : threads)
    thread.join();
}
void threadForEachOfEight(const std::array<std::string, 8> &endpoints) {
  std::vector<std::thread> threads;
  for (const std::string &endpoint : endpoints)
    threads.emplace_back(call, endpoint);
  for (auto &thread : threads)
    thread.join();
}

static void notifyLater(const std::string &name) { std::thread(call, name).detach(); }
void notifiesEach(const Names &recipients) {
  for (const std::string &recipient : recipients)
    notifyLater(recipient);
  // CHECK: fixtures.cpp:[[@LINE-1]]:5: warning: {{.*}}size(recipients)
  // CHECK: fixtures.cpp:[[@LINE-5]]:52: note: reaches std::thread in notifyLater
}
static void startCollector() { std::thread(call, "metrics").detach(); }
void atStartUp() { startCollector(); }

void acquiresInside(int listener) {
  static std::counting_semaphore<> permits(8);
  for (;;)
    std::thread([client = accept(listener, nullptr, nullptr)] {
      // CHECK: fixtures.cpp:[[@LINE-1]]:5: warning: {{.*}} [unbounded-spawn]
      permits.acquire();
      // CHECK: fixtures.cpp:[[@LINE-1]]:7: warning: {{.*}} [acquire-inside-task]
      serve(client);
      permits.release();
    }).detach();
}
class Permit {
public:
  explicit Permit(std::counting_semaphore<> &permits) : permits_(permits) {}
  Permit(const Permit &) = delete;
  ~Permit() { permits_.release(); }

private:
  std::counting_semaphore<> &permits_;
};
void acquiresBefore(int listener) {
  static std::counting_semaphore<> permits(8);
  for (;;) {
    permits.acquire();
    std::thread([client = accept(listener, nullptr, nullptr)] {
      const Permit permit(permits);
      serve(client);
    }).detach();
  }
}

class Breaker {
public:
  void execute(const std::function<void()> &callable) {
    if (failures_ < 5)
      callable();
  }

private:
  int failures_ = 0;
};
void breakerAroundEach(Breaker &breaker, const Names &items) {
  for (const std::string &item : items)
    std::thread([&breaker, item] { breaker.execute([&] { call(item); }); }).detach();
  // CHECK: fixtures.cpp:[[@LINE-1]]:5: warning: {{.*}}size(items)
}
void breakerInBatches(Breaker &breaker, const Names &items) {
  std::vector<std::thread> batch;
  for (const std::string &item : items) {
    batch.emplace_back([&breaker, item] { breaker.execute([&] { call(item); }); });
    if (batch.size() == 10) {
      for (auto &thread : batch)
        thread.join();
      batch.clear();
    }
  }
  for (auto &thread : batch)
    thread.join();
}

void pollsEachEndpoint(const Names &endpoints) {
  while (running()) {
    for (const std::string &endpoint : endpoints)
      std::thread(call, endpoint).detach();
    // CHECK: fixtures.cpp:[[@LINE-1]]:7: note: {{.*}} [periodic-spawn]
    // CHECK: fixtures.cpp:[[@LINE-2]]:7: warning: {{.*}} [unbounded-spawn]
    std::this_thread::sleep_for(std::chrono::seconds(10));
  }
}
void pollsInAGroup(const std::array<std::string, 4> &endpoints) {
  while (running()) {
    std::vector<std::thread> group;
    for (const std::string &endpoint : endpoints)
      group.emplace_back(call, endpoint);
    for (auto &thread : group)
      thread.join();
    std::this_thread::sleep_for(std::chrono::seconds(10));
  }
}

void threadForEachMessage(int socket) {
  int message;
  while (recv(socket, &message, sizeof message, 0) > 0)
    std::thread(serve, message).detach();
  // CHECK: fixtures.cpp:[[@LINE-1]]:5: warning: {{.*}} [unbounded-spawn]
}

class BoundedQueue {
public:
  void push(std::string text) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return texts_.size() < 100; });
    texts_.push(std::move(text));
    changed_.notify_all();
  }
  std::string pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !texts_.empty(); });
    std::string text = std::move(texts_.front());
    texts_.pop();
    changed_.notify_all();
    return text;
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::queue<std::string> texts_;
};
void workersOverAQueue(int socket) {
  BoundedQueue queue;
  std::vector<std::jthread> workers;
  for (int i = 0; i < 4; ++i)
    workers.emplace_back([&queue] {
      for (;;)
        call(queue.pop());
    });
  char message[64];
  while (recv(socket, message, sizeof message, 0) > 0)
    queue.push(message);
}

void threadForEachConnection(int listener) {
  for (;;)
    std::thread(serve, accept(listener, nullptr, nullptr)).detach();
  // CHECK: fixtures.cpp:[[@LINE-1]]:5: warning: {{.*}} [unbounded-spawn]
}

static void logInAThread(const std::string &text) { std::thread(report, text).detach(); }
void logsEachMessage(int socket) {
  char message[64];
  while (recv(socket, message, sizeof message, 0) > 0)
    logInAThread(message);
  // CHECK: fixtures.cpp:[[@LINE-1]]:5: warning: this call starts units by std::thread
}
void shipsByOneThread(int socket) {
  static BoundedQueue queue;
  std::jthread shipper([] {
    for (;;)
      report(queue.pop());
  });
  char message[64];
  while (recv(socket, message, sizeof message, 0) > 0)
    queue.push(message);
}

void sendsAndForgets(const Names &recipients) {
  for (const std::string &recipient : recipients)
    std::thread(call, recipient).detach();
  // CHECK: fixtures.cpp:[[@LINE-1]]:5: warning: {{.*}}size(recipients)
}
void sendsInAGroup(const Names &recipients) {
  std::vector<std::future<void>> group;
  for (const std::string &recipient : recipients) {
    if (group.size() >= 5) {
      for (auto &one : group)
        one.get();
      group.clear();
    }
    group.push_back(std::async(std::launch::async, call, recipient));
  }
  for (auto &one : group)
    one.get();
}

void hedges(httplib::Server &server) {
  server.Get("/slow", [](const httplib::Request &, httplib::Response &) {
    std::thread(call, "first").join();
    std::thread(call, "second").detach();
    // CHECK: fixtures.cpp:[[@LINE-1]]:5: warning: {{.*}} [unbounded-spawn]
  });
  static std::counting_semaphore<> hedging(3);
  server.Get("/fast", [](const httplib::Request &, httplib::Response &) {
    if (hedging.try_acquire())
      std::thread([] {
        call("second");
        hedging.release();
      }).detach();
  });
}

void permitsOfACall(int first) {
  std::counting_semaphore<> permits(10);
  for (int i = 0;; ++i) {
    permits.acquire();
    std::thread([&permits, number = first + i] {
      serve(number);
      permits.release();
    }).detach();
  }
}
void permitsOfEachRequest(httplib::Server &server) {
  server.Post("/batch", [](const httplib::Request &, httplib::Response &) {
    std::counting_semaphore<> permits(10);
    for (int i = 0; i < 1000; ++i) {
      permits.acquire();
      std::thread([&permits, i] {
        // CHECK: fixtures.cpp:[[@LINE-1]]:7: note: {{.*}} [limiter-per-call]
        // CHECK: fixtures.cpp:[[@LINE-2]]:7: warning: {{.*}} [unbounded-spawn]
        serve(i);
        permits.release();
      }).detach();
    }
  });
}

void requestOfAnySize(const Names &urls) {
  std::vector<std::future<void>> answers;
  for (const std::string &url : urls)
    answers.push_back(std::async(std::launch::async, call, url));
  // CHECK: fixtures.cpp:[[@LINE-1]]:23: warning: {{.*}}size(urls){{.*}} [data-sized-spawn]
  for (auto &answer : answers)
    answer.get();
}
bool requestOfAHundred(const Names &urls) {
  if (urls.size() > 100)
    return false;
  std::vector<std::future<void>> answers;
  for (const std::string &url : urls)
    answers.push_back(std::async(std::launch::async, call, url));
  for (auto &answer : answers)
    answer.get();
  return true;
}
