// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A permit of a semaphore that is had before a unit starts limits how many there are.

#include "Inputs/semaphores.h"

#include <semaphore>
#include <sys/socket.h>
#include <thread>

void serve(int);

void qt(int listener) {
  static QSemaphore free(8);
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    free.acquire();
    std::thread([client] {
    // CHECK: library_semaphores.cpp,[[@LINE-1]],5,qt,std::thread,8,constant,safe,C,semaphore,detached
      serve(client);
      free.release();
    }).detach();
  }
}

void qtRefuses(int listener) {
  static QSemaphore free(5);
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (free.tryAcquire())
      std::thread([client] {
    // CHECK: library_semaphores.cpp,[[@LINE-1]],7,qtRefuses,std::thread,5,constant,safe,C,semaphore,detached
        serve(client);
        free.release();
      }).detach();
  }
}

class Server {
public:
  explicit Server(unsigned most) : free_(most) {}
  void run(int listener) {
    for (;;) {
      const int client = accept(listener, nullptr, nullptr);
      free_.wait();
      std::thread([this, client] {
      // CHECK: library_semaphores.cpp,[[@LINE-1]],7,Server::run,std::thread,config(most),config,safe,C,semaphore,detached
        serve(client);
        free_.post();
      }).detach();
    }
  }

private:
  boost::interprocess::interprocess_semaphore free_;
};

void folly_(int listener) {
  static folly::fibers::Semaphore free(3);
  for (;;) {
    free.wait();
    std::thread([client = accept(listener, nullptr, nullptr)] {
    // CHECK: library_semaphores.cpp,[[@LINE-1]],5,folly_,std::thread,3,constant,safe,C,semaphore,detached
      serve(client);
      free.signal();
    }).detach();
  }
}

void poco(int listener) {
  static Poco::Semaphore free(6);
  for (;;) {
    free.wait();
    std::thread([client = accept(listener, nullptr, nullptr)] {
    // CHECK: library_semaphores.cpp,[[@LINE-1]],5,poco,std::thread,6,constant,safe,C,semaphore,detached
      serve(client);
      free.set();
    }).detach();
  }
}

void apple(int listener) {
  dispatch_semaphore_t free = dispatch_semaphore_create(4);
  for (;;) {
    dispatch_semaphore_wait(free, ~0ul);
    std::thread([=] {
    // CHECK: library_semaphores.cpp,[[@LINE-1]],5,apple,std::thread,4,constant,safe,C,semaphore,detached
      serve(listener);
      dispatch_semaphore_signal(free);
    }).detach();
  }
}

uv_sem_t slots;
void libuv(int listener) {
  uv_sem_init(&slots, 7);
  for (;;) {
    uv_sem_wait(&slots);
    std::thread([=] {
    // CHECK: library_semaphores.cpp,[[@LINE-1]],5,libuv,std::thread,7,constant,safe,C,semaphore,detached
      serve(listener);
      uv_sem_post(&slots);
    }).detach();
  }
}

boost::mutex mutex;
boost::condition_variable changed;
int active = 0;
void counted(int listener) {
  for (;;) {
    boost::unique_lock<boost::mutex> lock(mutex);
    changed.wait(lock, [] { return active < 9; });
    ++active;
    std::thread([=] {
    // CHECK: library_semaphores.cpp,[[@LINE-1]],5,counted,std::thread,9,constant,safe,C,semaphore,detached
      serve(listener);
      boost::unique_lock<boost::mutex> lock(mutex);
      --active;
      changed.notify_one();
    }).detach();
  }
}

void givenBackAtOnce(int listener) {
  static QSemaphore free(8);
  for (;;) {
    free.acquire();
    std::thread(serve, accept(listener, nullptr, nullptr)).detach();
    // CHECK: library_semaphores.cpp,[[@LINE-1]],5,givenBackAtOnce,std::thread,unbounded,unbounded,dangerous,D,none,detached
    free.release();
  }
}
