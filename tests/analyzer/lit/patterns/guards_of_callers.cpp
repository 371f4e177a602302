// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// The caller asks, and what it calls starts the unit and takes the flag away.

#include <memory>
#include <pthread.h>
#include <thread>

bool more();
void work();
void *workOfC(void *);

class Flagged {
public:
  void use() {
    if (!started_)
      start();
    // CHECK: guards_of_callers.cpp,[[@LINE-1]],7,Flagged::use,std::thread,1,constant,safe,{{.}},once
  }

private:
  void start() {
    std::thread(work).detach();
    // CHECK: guards_of_callers.cpp,[[@LINE-1]],5,Flagged::start,std::thread,1,constant,safe
    started_ = true;
  }
  bool started_ = false;
};

class Held {
public:
  void use() {
    if (!thread_)
      start();
    // CHECK: guards_of_callers.cpp,[[@LINE-1]],7,Held::use,{{.*}},1,constant,safe,{{.}},once
  }

private:
  void start() { thread_ = std::make_unique<std::jthread>(work); }
  // CHECK: guards_of_callers.cpp,[[@LINE-1]],28,Held::start,{{.*}},1,constant,safe
  std::unique_ptr<std::jthread> thread_;
};

static int running;
static bool launch(pthread_t *thread, int *isRunning) {
  if (pthread_create(thread, nullptr, workOfC, nullptr))
    return false;
  // CHECK: guards_of_callers.cpp,[[@LINE-2]],7,launch,pthread_create,1,constant,safe
  *isRunning = 1;
  return true;
}
pthread_t thread;
void byAddress() {
  while (more())
    if (!running)
      launch(&thread, &running);
  // CHECK: guards_of_callers.cpp,[[@LINE-1]],7,byAddress,pthread_create,1,constant,safe,{{.}},once
}

class GivesBack {
public:
  void use() {
    if (!started_)
      start();
  }

private:
  void start() {
    started_ = true;
    std::thread(work).detach();
    // CHECK: guards_of_callers.cpp,[[@LINE-1]],5,GivesBack::start,std::thread,unbounded,unbounded,dangerous
    started_ = false;
  }
  bool started_ = false;
};

class AtTimes {
public:
  void use() {
    if (!started_)
      start();
  }

private:
  void start() {
    std::thread(work).detach();
    // CHECK: guards_of_callers.cpp,[[@LINE-1]],5,AtTimes::start,std::thread,unbounded,unbounded,dangerous
    if (more())
      started_ = true;
  }
  bool started_ = false;
};

int main() {
  Flagged flagged;
  Held held;
  GivesBack givesBack;
  AtTimes atTimes;
  while (more()) {
    flagged.use();
    held.use();
    givesBack.use();
    // CHECK: guards_of_callers.cpp,[[@LINE-1]],5,main,std::thread,unbounded,unbounded,dangerous
    atTimes.use();
    // CHECK: guards_of_callers.cpp,[[@LINE-1]],5,main,std::thread,unbounded,unbounded,dangerous
  }
}
