// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// What is had, tested or set before a unit starts, and what only looks so.

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <semaphore.h>
#include <semaphore>
#include <set>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

int next(int listener) { return accept(listener, nullptr, nullptr); }
void serve(int client);

std::counting_semaphore<> slots(16);

void permitFirst(int listener) {
  for (;;) {
    const int client = next(listener);
    slots.acquire();
    std::thread([client] { serve(client), slots.release(); }).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,permitFirst,std::thread,16,constant,safe,C,semaphore,detached
  }
}

void permitInside(int listener) {
  for (;;) {
    const int client = next(listener);
    std::thread([client] { slots.acquire(), serve(client), slots.release(); }).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,permitInside,std::thread,unbounded,unbounded,dangerous,D
  }
}

void permitGivenBackAtOnce(int listener) {
  for (;;) {
    const int client = next(listener);
    slots.acquire();
    std::thread(serve, client).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,permitGivenBackAtOnce,std::thread,unbounded,unbounded,dangerous,D
    slots.release();
  }
}

void permitBeforeTheLoop(int listener) {
  slots.acquire();
  for (;;)
    std::thread(serve, next(listener)).detach();
  // CHECK: gates.cpp,[[@LINE-1]],5,permitBeforeTheLoop,std::thread,unbounded,unbounded,dangerous,D
}

sem_t rooms;
void posixPermit(int listener) {
  sem_init(&rooms, 0, 5);
  for (;;) {
    const int client = next(listener);
    sem_wait(&rooms);
    std::thread([client] { serve(client), sem_post(&rooms); }).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,posixPermit,std::thread,5,constant,safe,C,semaphore,detached
  }
}

std::atomic<int> active{0};
void rejected(int listener) {
  for (;;) {
    const int client = next(listener);
    if (active >= 64) {
      close(client);
      continue;
    }
    ++active;
    std::thread([client] { serve(client), --active; }).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,rejected,std::thread,64,constant,safe,C,semaphore,detached
  }
}

void countedByTheUnit(int listener) {
  for (;;) {
    const int client = next(listener);
    if (active >= 64)
      continue;
    std::thread([client] { ++active, serve(client), --active; }).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,countedByTheUnit,std::thread,unbounded,unbounded,dangerous,D
  }
}

std::mutex mutex;
std::condition_variable changed;
int live = 0;
void waitsForRoom(int listener) {
  for (;;) {
    const int client = next(listener);
    {
      std::unique_lock lock(mutex);
      changed.wait(lock, [] { return live < 10; });
      ++live;
    }
    std::thread([client] {
    // CHECK: gates.cpp,[[@LINE-1]],5,waitsForRoom,std::thread,10,constant,safe,C,semaphore,detached
      serve(client);
      std::lock_guard lock(mutex);
      --live;
      changed.notify_one();
    }).detach();
  }
}

class Flusher {
public:
  void wake() {
    if (running_)
      return;
    running_ = true;
    std::thread(serve, 0).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,Flusher::wake,std::thread,1,constant,safe
  }

private:
  bool running_ = false;
};
void wokenOften(int listener, Flusher &flusher) {
  for (;;) {
    next(listener);
    flusher.wake();
    // CHECK: gates.cpp,[[@LINE-1]],5,wokenOften,std::thread,1,constant,safe,E,once,detached
  }
}

void crowd(int listener) {
  std::set<int> clients;
  for (;;) {
    const int client = next(listener);
    if (clients.size() >= 100)
      continue;
    clients.insert(client);
    std::thread(serve, client).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,crowd,std::thread,100,constant,safe,C,size_check,detached
  }
}
