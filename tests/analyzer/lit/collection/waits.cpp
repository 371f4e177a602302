// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Units that nobody joins, and that say themselves when they are done.

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

bool more();
void work();

struct Shared {
  std::mutex mutex;
  std::condition_variable changed;
  int done = 0;
};
static void count(Shared *shared) {
  work();
  std::lock_guard lock(shared->mutex);
  ++shared->done;
  shared->changed.notify_one();
}

void waitedUntilAllAreDone() {
  do {
    Shared shared;
    for (int i = 0; i < 4; ++i)
      std::thread(count, &shared).detach();
    // CHECK: waits.cpp,[[@LINE-1]],7,waitedUntilAllAreDone,std::thread,4,constant,safe,C,join
    std::unique_lock lock(shared.mutex);
    while (shared.done < 4)
      shared.changed.wait(lock);
  } while (more());
}

static std::atomic<bool> ready[3];
static void set(int i) { ready[i].store(true); }

void polled() {
  while (more()) {
    for (int i = 0; i < 3; ++i)
      std::thread(set, i).detach();
    // CHECK: waits.cpp,[[@LINE-1]],7,polled,std::thread,3,constant,safe,C,join
    for (int i = 0; i < 3; ++i)
      while (ready[i].load() == false)
        std::this_thread::yield();
  }
}

struct Connection {
  std::mutex mutex;
  std::condition_variable changed;
  bool hasStarted = false;
};
static void reset(Connection *connection) { connection->hasStarted = false; }
static void serve(Connection *connection) {
  {
    std::lock_guard lock(connection->mutex);
    connection->hasStarted = true;
    connection->changed.notify_one();
  }
  while (more())
    work();
}

void waitsUntilItHasStarted() {
  while (more()) {
    Connection connection;
    reset(&connection);
    std::thread(serve, &connection).detach();
    // CHECK: waits.cpp,[[@LINE-1]],5,waitsUntilItHasStarted,std::thread,unbounded,unbounded,dangerous
    std::unique_lock lock(connection.mutex);
    while (!connection.hasStarted)
      connection.changed.wait(lock);
  }
}

void waitsForNothingOfTheirs(const bool &pressed) {
  while (more()) {
    std::thread(work).detach();
    // CHECK: waits.cpp,[[@LINE-1]],5,waitsForNothingOfTheirs,std::thread,unbounded,unbounded,dangerous
    while (!pressed)
      std::this_thread::yield();
  }
}
