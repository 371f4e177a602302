// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Waits on each way out of the round, and handles that leave it.

#include <iostream>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

bool more();
void *entry(void *);
bool failed(int);
void work();
void serve(int);

void joinsOneOfTwo(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    std::thread reader(serve, client);
    // CHECK: ways_out.cpp,[[@LINE-1]],17,joinsOneOfTwo,std::thread,1,constant,safe,C,join,joined
    std::thread writer(serve, client);
    // CHECK: ways_out.cpp,[[@LINE-1]],17,joinsOneOfTwo,std::thread,unbounded,unbounded,dangerous,D,none,detached
    reader.join();
    writer.detach();
  }
}

void waitsForAll(int children) {
  for (;;) {
    for (int i = 0; i < children; ++i)
      if (fork() == 0)
      // CHECK: ways_out.cpp,[[@LINE-1]],11,waitsForAll,fork,config(children),config,safe,C,join,joined
        _exit(0);
    for (int i = 0; i < children; ++i)
      wait(nullptr);
  }
}

void clearsWithoutJoining() {
  std::vector<std::thread> threads;
  while (more()) {
    threads.emplace_back(work);
    // CHECK: ways_out.cpp,[[@LINE-1]],5,clearsWithoutJoining,std::thread in std::vector::emplace_back,unbounded,unbounded,dangerous,D,none,detached
    if (threads.size() == 8) {
      for (auto &thread : threads)
        thread.detach();
      threads.clear();
    }
  }
}

void joinedIfItWorked() {
  while (more()) {
    std::thread thread;
    try {
      thread = std::thread(work);
      // CHECK: ways_out.cpp,[[@LINE-1]],16,joinedIfItWorked,std::thread,1,constant,safe,C,join,joined
    } catch (const std::exception &) {
      continue;
    }
    thread.join();
  }
}

void joinedOnBothWays() {
  while (more()) {
    std::thread thread(work);
    // CHECK: ways_out.cpp,[[@LINE-1]],17,joinedOnBothWays,std::thread,1,constant,safe,C,join,joined
    if (failed(1)) {
      thread.join();
      continue;
    }
    work();
    thread.join();
  }
}

void swappedIntoALongerLife(std::vector<std::thread> &kept) {
  while (more()) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i)
      threads.emplace_back(work);
    // CHECK: ways_out.cpp,[[@LINE-1]],7,swappedIntoALongerLife,std::thread in std::vector::emplace_back,unbounded,unbounded,dangerous,C,none,escapes
    kept.swap(threads);
  }
}

void startsOneFromAMenu(std::istream &in) {
  for (int choice; in >> choice;) {
    switch (choice) {
    case 1:
      std::thread(work).detach();
      // CHECK: ways_out.cpp,[[@LINE-1]],7,startsOneFromAMenu,std::thread,outside(the loop at line [[@LINE-4]]),size,dangerous,D,trip_count,detached
      break;
    case 2:
      return;
    }
  }
}

void goesOnUnlessItFailed() {
  while (more()) {
    if (failed(1)) {
      std::thread(work).detach();
      // CHECK: ways_out.cpp,[[@LINE-1]],7,goesOnUnlessItFailed,std::thread,unbounded,unbounded,dangerous,D,none,detached
      continue;
    }
    return;
  }
}

void endsBehindTheSwitch(int choice) {
  while (more()) {
    switch (choice) {
    case 1:
      std::thread(work).detach();
      // CHECK: ways_out.cpp,[[@LINE-1]],7,endsBehindTheSwitch,std::thread,1,constant,safe,C,trip_count,detached
      break;
    }
    break;
  }
}

int leavesWhereAJoinFails(const bool &goesOn) {
  pthread_t threads[8];
  while (goesOn) {
    for (auto &thread : threads)
      if (pthread_create(&thread, nullptr, entry, nullptr))
        // CHECK: ways_out.cpp,[[@LINE-1]],11,leavesWhereAJoinFails,pthread_create,8,constant,safe,C,join,joined
        return -1;
    for (auto &thread : threads)
      if (pthread_join(thread, nullptr))
        return -1;
  }
  return 0;
}
