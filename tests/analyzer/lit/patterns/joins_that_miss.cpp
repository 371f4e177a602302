// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
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

// A round that goes on because nothing started leaves nothing behind.
void goesOnWithoutAUnit(int listener) {
  for (;;) {
    serve(accept(listener, nullptr, nullptr));
    const pid_t child = fork();
    // CHECK: joins_that_miss.cpp,[[@LINE-1]],25,goesOnWithoutAUnit,fork,1,constant,safe,C,join,joined
    if (child < 0)
      continue;
    if (child == 0)
      _exit(0);
    waitpid(child, nullptr, 0);
  }
}

void waitsForEach(int children) {
  for (;;) {
    for (int i = 0; i < children; ++i)
      if (fork() == 0)
      // CHECK: joins_that_miss.cpp,[[@LINE-1]],11,waitsForEach,fork,config(children),config,safe,C,join,joined
        _exit(0);
    while (wait(nullptr) > 0) {
    }
  }
}
