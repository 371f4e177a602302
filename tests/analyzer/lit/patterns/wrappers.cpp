// RUN: %audit -q --exit-zero --format csv --root %S %s %S/Inputs/wrappers.cpp -- -std=c++20 | FileCheck %s --implicit-check-not='{{^[^,]*,[^,]*[.]cpp}}'
// Wrappers of other translation units: the looping caller is told, and the primitive, once, as the worst of its callers.

// CHECK: Inputs/wrappers.cpp,10,21,Fork,fork,unbounded,unbounded,dangerous
// CHECK: Inputs/wrappers.cpp,17,7,Pthread_create,pthread_create,unbounded,unbounded,dangerous
// CHECK: Inputs/wrappers.cpp,21,62,startThread,std::thread,"max(6, config(count))",config,safe
// CHECK: Inputs/wrappers.cpp,25,5,eachWorker,std::thread,"max(6, config(count))",config,safe,E

#include "Inputs/wrappers.h"

#include <sys/socket.h>
#include <unistd.h>

void serve(int);
void work(void *);
void *entry(void *);

void forksPerClient(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (Fork() == 0) {
    // CHECK: wrappers.cpp,[[@LINE-1]],9,forksPerClient,fork,unbounded,unbounded,dangerous,E,none,escapes
      serve(client);
      _exit(0);
    }
    close(client);
  }
}

void threadPerClient(int listener) {
  for (;;) {
    int client = accept(listener, nullptr, nullptr);
    pthread_t id;
    Pthread_create(&id, entry, &client);
    // CHECK: wrappers.cpp,[[@LINE-1]],5,threadPerClient,pthread_create,unbounded,unbounded,dangerous,E,none,escapes
  }
}

void once() { startThread(work, nullptr); }

void fourTimes() {
  for (int i = 0; i < 4; ++i)
    startThread(work, nullptr);
  // CHECK: wrappers.cpp,[[@LINE-1]],5,fourTimes,std::thread,4,constant,safe,E,trip_count,detached
}

void countedThere() { eachWorker(6, work); }
