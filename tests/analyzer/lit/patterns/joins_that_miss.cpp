// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// XFAIL: *
// A wait in the round that does not reach each unit of the round.

#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

bool more();
bool failed(int);
void work();
void serve(int);

void leavesBeforeTheJoin(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    auto *thread = new std::thread(serve, client);
    // CHECK: joins_that_miss.cpp,[[@LINE-1]],20,leavesBeforeTheJoin,std::thread,unbounded,unbounded,dangerous
    if (failed(client))
      continue;
    thread->join();
  }
}

void joinsOnlyTheLast(int count) {
  while (more()) {
    std::thread *last = nullptr;
    for (int i = 0; i < count; ++i)
      last = new std::thread(work);
    // CHECK: joins_that_miss.cpp,[[@LINE-1]],14,joinsOnlyTheLast,std::thread,unbounded,unbounded,dangerous
    last->join();
  }
}

void waitsForOneOfMany(int children) {
  for (;;) {
    for (int i = 0; i < children; ++i)
      if (fork() == 0)
      // CHECK: joins_that_miss.cpp,[[@LINE-1]],11,waitsForOneOfMany,fork,unbounded,unbounded,dangerous
        _exit(0);
    wait(nullptr);
  }
}
