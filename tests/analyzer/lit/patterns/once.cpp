// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Guards that let a function which runs for each event start its unit once.

#include <atomic>
#include <cstdlib>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <pthread.h>
#include <sys/socket.h>
#include <thread>
#include <vector>

int answer();
void work();
void serve(int);

class Flagged {
public:
  void onMessage() {
    if (started_)
      return;
    started_ = true;
    thread_ = std::thread(work);
    // CHECK: once.cpp,[[@LINE-1]],15,Flagged::onMessage,std::thread,1,constant,safe,B,once,escapes
  }
  void run(int socket) {
    char buffer[64];
    while (recv(socket, buffer, sizeof buffer, 0) > 0)
      onMessage();
      // CHECK: once.cpp,[[@LINE-1]],7,Flagged::run,std::thread,1,constant,safe,E,once,escapes
  }

private:
  bool started_ = false;
  std::thread thread_;
};

class LazyPool {
public:
  void onRequest() {
    if (pool_.empty())
      for (int i = 0; i < 4; ++i)
        pool_.emplace_back(work);
    // CHECK: once.cpp,[[@LINE-1]],9,LazyPool::onRequest,std::thread in std::vector::emplace_back,4,constant,safe,C,trip_count,escapes
  }
  void run(int listener) {
    for (;;) {
      accept(listener, nullptr, nullptr);
      onRequest();
      // CHECK: once.cpp,[[@LINE-1]],7,LazyPool::run,std::thread in std::vector::emplace_back,4,constant,safe,E,once,escapes
    }
  }

private:
  std::vector<std::thread> pool_;
};

class Joinable {
public:
  void onMessage() {
    if (thread_.joinable())
      return;
    thread_ = std::thread(work);
    // CHECK: once.cpp,[[@LINE-1]],15,Joinable::onMessage,std::thread,1,constant,safe,B,once,escapes
  }
  void run(int socket) {
    char buffer[64];
    while (recv(socket, buffer, sizeof buffer, 0) > 0)
      onMessage();
      // CHECK: once.cpp,[[@LINE-1]],7,Joinable::run,std::thread,1,constant,safe,E,once,escapes
  }

private:
  std::thread thread_;
};

class Pointer {
public:
  void onMessage() {
    if (!thread_)
      thread_ = std::make_unique<std::thread>(work);
    // CHECK: once.cpp,[[@LINE-1]],17,Pointer::onMessage,std::thread in std::make_unique,1,constant,safe,B,once,escapes
  }
  void run(int socket) {
    char buffer[64];
    while (recv(socket, buffer, sizeof buffer, 0) > 0)
      onMessage();
      // CHECK: once.cpp,[[@LINE-1]],7,Pointer::run,std::thread in std::make_unique,1,constant,safe,E,once,escapes
  }

private:
  std::unique_ptr<std::thread> thread_;
};

class JoinsTheLast {
public:
  void onMessage() {
    if (thread_.joinable())
      thread_.join();
    thread_ = std::thread(work);
    // CHECK: once.cpp,[[@LINE-1]],15,JoinsTheLast::onMessage,std::thread,1,constant,safe,B,join,joined
  }
  void run(int socket) {
    char buffer[64];
    while (recv(socket, buffer, sizeof buffer, 0) > 0)
      onMessage();
  }

private:
  std::thread thread_;
};

void firstCallOnly(int client) {
  static std::thread background(work);
  // CHECK: once.cpp,[[@LINE-1]],22,firstCallOnly,std::thread,1,constant,safe,B,none,escapes
  serve(client);
}
void serves(int listener) {
  for (;;)
    firstCallOnly(accept(listener, nullptr, nullptr));
}

std::atomic<bool> busy{false};
void refresh() {
  work();
  busy = false;
}
void oneAtATime(int listener) {
  for (;;) {
    serve(accept(listener, nullptr, nullptr));
    if (!busy.exchange(true))
      std::thread(refresh).detach();
    // CHECK: once.cpp,[[@LINE-1]],7,oneAtATime,std::thread,1,constant,safe,C,once,detached
  }
}

class Resets {
public:
  void onMessage() {
    if (id_)
      return;
    std::thread thread([this] {
    // CHECK: once.cpp,[[@LINE-1]],17,Resets::onMessage,std::thread,1,constant,safe,B,once,detached
      work();
      id_.reset();
    });
    id_ = thread.get_id();
    thread.detach();
  }
  void run(int socket) {
    char buffer[64];
    while (recv(socket, buffer, sizeof buffer, 0) > 0)
      onMessage();
      // CHECK: once.cpp,[[@LINE-1]],7,Resets::run,std::thread,1,constant,safe,E,once,detached
  }

private:
  std::optional<std::thread::id> id_;
};

class Forgets {
public:
  void onMessage() {
    if (started_)
      return;
    std::thread(work).detach();
    // CHECK: once.cpp,[[@LINE-1]],5,Forgets::onMessage,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
  void run(int socket) {
    char buffer[64];
    while (recv(socket, buffer, sizeof buffer, 0) > 0)
      onMessage();
    // CHECK: once.cpp,[[@LINE-1]],7,Forgets::run,std::thread,unbounded,unbounded,dangerous,E,none,detached
  }

private:
  bool started_ = false;
};

std::once_flag flag;
void once() { std::thread(work).detach(); }
// CHECK: once.cpp,[[@LINE-1]],15,once,std::thread,1,constant,safe,B,none,detached
void callsOnce(int listener) {
  for (;;) {
    serve(accept(listener, nullptr, nullptr));
    std::call_once(flag, once);
  }
}

class Growing {
public:
  void onRequest() {
    if (workers_.size() < 16)
      workers_.emplace_back(work);
    // CHECK: once.cpp,[[@LINE-1]],7,Growing::onRequest,std::thread in std::vector::emplace_back,16,constant,safe,B,size_check,escapes
  }
  void run(int listener) {
    for (;;) {
      onRequest();
    // CHECK: once.cpp,[[@LINE-1]],7,Growing::run,std::thread in std::vector::emplace_back,16,constant,safe,E,size_check,escapes
    }
  }

private:
  std::vector<std::thread> workers_;
};

class Slots {
public:
  void onFrame(unsigned slot) {
    if (pending_[slot].valid())
      return;
    pending_[slot] = std::async(std::launch::async, answer);
    // CHECK: once.cpp,[[@LINE-1]],22,Slots::onFrame,std::async,3,constant,safe,B,once,joined
  }
  void run(int socket) {
    unsigned slot = 0;
    while (recv(socket, &slot, sizeof slot, 0) > 0)
      onFrame(slot % 3);
    // CHECK: once.cpp,[[@LINE-1]],7,Slots::run,std::async,3,constant,safe,E,once,joined
  }

private:
  std::future<int> pending_[3];
};

struct SharedPool {
  std::vector<std::thread> workers;
  explicit SharedPool(int size) {
    for (int i = 0; i < size; ++i)
      workers.emplace_back(work);
    // CHECK: once.cpp,[[@LINE-1]],7,SharedPool::SharedPool,std::thread in std::vector::emplace_back,24,constant,safe
  }
  ~SharedPool() {
    for (std::thread &worker : workers)
      worker.join();
  }
  static SharedPool &instance() {
    static SharedPool pool(4);
    return pool;
  }
};

void usesAStaticPool(int listener) {
  while (accept(listener, nullptr, nullptr) >= 0) {
    static SharedPool own(8);
    static auto shared = std::make_unique<SharedPool>(8);
    SharedPool::instance();
  }
}

void runOnce(pthread_once_t *guard, void (*callback)()) {
  if (pthread_once(guard, callback) != 0)
    abort();
}

pthread_once_t startGuard = PTHREAD_ONCE_INIT;

void startFour() {
  for (int i = 0; i < 4; ++i)
    std::thread(work).detach();
  // CHECK: once.cpp,[[@LINE-1]],5,startFour,std::thread,4,constant,safe
}

void startsBehindAWrapper(int listener) {
  while (accept(listener, nullptr, nullptr) >= 0)
    runOnce(&startGuard, startFour);
}
