// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// `start()` of a base runs the `run()` of the object's own class: one class that starts objects of another is no
// recursion; one that starts its own is, by however many classes.

#include <memory>
#include <pthread.h>
#include <thread>
#include <vector>

class Thread {
public:
  virtual ~Thread() { wait(); }
  void start() { thread_ = std::thread(enter, this); }
  // CHECK: threads_of_a_base.cpp,[[@LINE-1]],{{.*}},Thread::start,std::thread,{{.*}},safe
  void wait() {
    if (thread_.joinable())
      thread_.join();
  }

private:
  static void enter(Thread *self) { self->run(); }
  virtual void run() = 0;
  std::thread thread_;
};

class Worker : public Thread {
  void run() override {}
};

class Server : public Thread {
public:
  void run() override {
    for (int i = 0; i < 8; ++i) {
      workers_.push_back(std::make_unique<Worker>());
      workers_.back()->start();
      // CHECK: threads_of_a_base.cpp,[[@LINE-1]],{{.*}},Server::run,std::thread,8,constant,safe
    }
  }

private:
  std::vector<std::unique_ptr<Worker>> workers_;
};

/// The same in C's way, by a function of its own.
class Task {
public:
  void start() { pthread_create(&thread_, nullptr, enterTask, this); }
  // CHECK: threads_of_a_base.cpp,[[@LINE-1]],{{.*}},Task::start,pthread_create,{{.*}},safe
  virtual void run() = 0;

private:
  static void *enterTask(void *self);
  pthread_t thread_;
};

void *Task::enterTask(void *self) {
  static_cast<Task *>(self)->run();
  return nullptr;
}

class Read : public Task {
  void run() override {}
};

class Serve : public Task {
  void run() override {
    Read reads[4];
    for (Read &read : reads)
      read.start();
    // CHECK: threads_of_a_base.cpp,[[@LINE-1]],{{.*}},Serve::run,pthread_create,4,constant,safe
  }
};

class Branching {
public:
  void start() { std::thread(enter, this).detach(); }
  // CHECK: threads_of_a_base.cpp,[[@LINE-1]],{{.*}},Branching::start,std::thread,unbounded,unbounded,dangerous

private:
  static void enter(Branching *self) { self->run(); }
  virtual void run() = 0;
};

class Node : public Branching {
  void run() override {
    Node *left = new Node, *right = new Node;
    left->start();
    right->start();
  }
};

class Turning {
public:
  void start() { std::thread(enter, this).detach(); }
  // CHECK: threads_of_a_base.cpp,[[@LINE-1]],{{.*}},Turning::start,std::thread,unbounded,unbounded,dangerous

private:
  static void enter(Turning *self) { self->run(); }
  virtual void run() = 0;
};

class Pong : public Turning {
  void run() override;
};

class Ping : public Turning {
  void run() override {
    for (int i = 0; i < 2; ++i) {
      Pong *pong = new Pong;
      pong->start();
    }
  }
};

void Pong::run() {
  for (int i = 0; i < 2; ++i) {
    Ping *ping = new Ping;
    ping->start();
  }
}

int main() {
  Server server;
  server.start();
  Serve serve;
  serve.start();
  Node node;
  node.start();
  Ping ping;
  ping.start();
}
