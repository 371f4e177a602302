// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Spawns behind objects, stored callables and members.

#include <functional>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

void serve(int);
void work();

class Session {
public:
  explicit Session(int client) : client_(client) {}
  void start() {
    thread_ = std::thread(&Session::run, this);
    // CHECK: owners_and_callbacks.cpp,[[@LINE-1]],15,Session::start,std::thread,unbounded,unbounded,dangerous,B,none,joined
  }
  ~Session() {
    if (thread_.joinable())
      thread_.join();
  }

private:
  void run() { serve(client_); }
  int client_;
  std::thread thread_;
};
void keptByClient(int listener) {
  std::unordered_map<int, std::unique_ptr<Session>> sessions;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    auto &session = sessions[client];
    session = std::make_unique<Session>(client);
    session->start();
    // CHECK: owners_and_callbacks.cpp,[[@LINE-1]],5,keptByClient,std::thread,unbounded,unbounded,dangerous,E,none,joined
  }
}
void endsWithTheRound(int listener) {
  for (;;) {
    Session session(accept(listener, nullptr, nullptr));
    session.start();
    // CHECK: owners_and_callbacks.cpp,[[@LINE-1]],5,endsWithTheRound,std::thread,1,constant,safe,E,join,joined
  }
}

class Jobs {
public:
  void run(std::function<void()> job) {
    answers_.push_back(std::async(std::launch::async, std::move(job)));
    // CHECK: owners_and_callbacks.cpp,[[@LINE-1]],24,Jobs::run,std::async,unbounded,unbounded,dangerous,B,none,joined
  }

private:
  std::vector<std::future<void>> answers_;
};
void jobForEachMessage(int socket, Jobs &jobs) {
  int message;
  while (recv(socket, &message, sizeof message, 0) > 0)
    jobs.run([message] { serve(message); });
  // CHECK: owners_and_callbacks.cpp,[[@LINE-1]],5,jobForEachMessage,std::async,unbounded,unbounded,dangerous,E,none,joined
}
void twoJobs(Jobs &jobs) {
  jobs.run(work);
  jobs.run(work);
}

class Supervisor {
public:
  void restart() {
    if (worker_.joinable())
      worker_.join();
    worker_ = std::thread(work);
    // CHECK: owners_and_callbacks.cpp,[[@LINE-1]],15,Supervisor::restart,std::thread,1,constant,safe,B,join,joined
  }
  ~Supervisor() { worker_.join(); }

private:
  std::thread worker_;
};
void restartsForEver(Supervisor &supervisor, const bool &alive) {
  while (alive)
    supervisor.restart();
}

void discardedFutures(const std::vector<int> &items) {
  for (int item : items)
    std::async(std::launch::async, serve, item);
  // CHECK: owners_and_callbacks.cpp,[[@LINE-1]],5,discardedFutures,std::async,1,constant,safe,C,join,joined
}

void keptFutures(const std::map<std::string, int> &items) {
  std::vector<std::future<void>> answers;
  for (const auto &[name, item] : items)
    answers.push_back(std::async(std::launch::async, serve, item));
  // CHECK: owners_and_callbacks.cpp,[[@LINE-1]],23,keptFutures,std::async,size(items),size,risky,C,trip_count,joined
}
