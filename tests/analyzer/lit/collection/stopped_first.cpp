// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// What is stopped and started again is one at a time, wherever the two are written.

#include <list>
#include <pthread.h>
#include <sys/socket.h>
#include <thread>

bool more();
void work();
void *workOfC(void *);

class Service {
public:
  void restart() {
    stop();
    start();
  }

private:
  void start() { thread_ = std::thread(work); }
  // CHECK: stopped_first.cpp,[[@LINE-1]],28,Service::start,std::thread,1,constant,safe
  void stop() {
    if (thread_.joinable())
      thread_.join();
  }
  std::thread thread_;
};

static pthread_t worker, another;
static void stopWorker() { pthread_join(worker, nullptr); }
static void startWorker() { pthread_create(&worker, nullptr, workOfC, nullptr); }
// CHECK: stopped_first.cpp,[[@LINE-1]],29,startWorker,pthread_create,1,constant,safe
static void restartWorker() {
  stopWorker();
  startWorker();
}

static void stopAtTimes() { pthread_join(another, nullptr); }
static void startAnother() { pthread_create(&another, nullptr, workOfC, nullptr); }
// CHECK: stopped_first.cpp,[[@LINE-1]],30,startAnother,pthread_create,unbounded,unbounded,dangerous
static void restartAnother(bool wanted) {
  if (wanted)
    stopAtTimes();
  startAnother();
}

// Giving a handle the next one while its thread was not joined ends the program.
static std::thread kept, leftAlone;
void gives() {
  while (more())
    kept = std::thread(work);
  // CHECK: stopped_first.cpp,[[@LINE-1]],12,gives,std::thread,1,constant,safe
}
void detaches() {
  while (more()) {
    leftAlone = std::thread(work);
    // CHECK: stopped_first.cpp,[[@LINE-1]],17,detaches,std::thread,unbounded,unbounded,dangerous
    leftAlone.detach();
  }
}

class Session { // an object for each connection
public:
  void restart() {
    stop();
    start();
  }

private:
  void start() { pthread_create(&thread_, nullptr, workOfC, nullptr); }
  // CHECK: stopped_first.cpp,[[@LINE-1]],18,Session::start,pthread_create,unbounded,unbounded,dangerous
  void stop() { pthread_join(thread_, nullptr); }
  pthread_t thread_;
};

int main() {
  Service service;
  while (more()) {
    service.restart();
    restartWorker();
    restartAnother(more());
    // CHECK: stopped_first.cpp,[[@LINE-1]],5,main,pthread_create,unbounded,unbounded,dangerous
  }
  std::list<Session> sessions;
  while (accept(3, nullptr, nullptr) >= 0) {
    sessions.emplace_back();
    sessions.back().restart();
    // CHECK: stopped_first.cpp,[[@LINE-1]],5,main,pthread_create,unbounded,unbounded,dangerous
  }
}
