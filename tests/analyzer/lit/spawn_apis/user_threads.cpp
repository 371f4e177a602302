// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Threads that a program schedules itself: as many are alive as were started and not joined.

#include "Inputs/user_threads.h"

void *entry(void *);
void work();
int answer();

void brpc(int count) {
  bthread_t id;
  for (int i = 0; i < count; ++i) {
    bthread_start_background(&id, nullptr, entry, nullptr);
    // CHECK: user_threads.cpp,[[@LINE-1]],5,brpc,bthread_start_background,1,constant,safe,C,join,joined,,,,coroutine
    bthread_join(id, nullptr);
  }
  bthread_t ids[4];
  for (bthread_t &each : ids)
    bthread_start_urgent(&each, nullptr, entry, nullptr);
    // CHECK: user_threads.cpp,[[@LINE-1]],5,brpc,bthread_start_urgent,4,constant,safe,C,trip_count,joined,,,,coroutine
  for (bthread_t each : ids)
    bthread_join(each, nullptr);
}
void brpcForgotten() {
  bthread_t id;
  for (;;)
    bthread_start_background(&id, nullptr, entry, nullptr);
    // CHECK: user_threads.cpp,[[@LINE-1]],5,brpcForgotten,bthread_start_background,unbounded,unbounded,dangerous,C,none,escapes,,,,coroutine
}

void pth(int count) {
  for (int i = 0; i < count; ++i) {
    pth_t thread = pth_spawn(nullptr, entry, nullptr);
    // CHECK: user_threads.cpp,[[@LINE-1]],20,pth,pth_spawn,1,constant,safe,C,join,joined,,,,coroutine
    pth_join(thread, nullptr);
  }
}
void pthForgotten() {
  for (;;)
    pth_spawn(nullptr, entry, nullptr);
    // CHECK: user_threads.cpp,[[@LINE-1]],5,pthForgotten,pth_spawn,unbounded,unbounded,dangerous,C,none,escapes,,,,coroutine
}

void stateThreads() {
  st_thread_t threads[3];
  for (st_thread_t &each : threads)
    each = st_thread_create(entry, nullptr, 1, 0);
    // CHECK: user_threads.cpp,[[@LINE-1]],12,stateThreads,st_thread_create,3,constant,safe,C,trip_count,joined,,,,coroutine
  for (st_thread_t each : threads)
    st_thread_join(each, nullptr);
}
void stateThreadsForgotten() {
  for (;;)
    st_thread_create(entry, nullptr, 0, 0);
    // CHECK: user_threads.cpp,[[@LINE-1]],5,stateThreadsForgotten,st_thread_create,unbounded,unbounded,dangerous,C,none,escapes,,,,coroutine
}

void libco() {
  for (;;) {
    stCoRoutine_t *routine = nullptr;
    co_create(&routine, nullptr, entry, nullptr);
    // CHECK: user_threads.cpp,[[@LINE-1]],5,libco,co_create,unbounded,unbounded,dangerous,C,none,escapes,,,,coroutine
    co_resume(routine);
  }
}

void photonThreads() {
  for (;;) {
    photon::join_handle *handle = photon::thread_enable_join(photon::thread_create(entry, nullptr));
    // CHECK: user_threads.cpp,[[@LINE-1]],62,photonThreads,photon::thread_create,1,constant,safe,C,join,joined,,,,coroutine
    photon::thread_join(handle);
  }
}
void photonForgotten() {
  for (;;)
    photon::thread_create11(work);
    // CHECK: user_threads.cpp,[[@LINE-1]],5,photonForgotten,photon::thread_create11,unbounded,unbounded,dangerous,C,none,escapes,,,,coroutine
}

void fibers(int count) {
  boost::fibers::fiber none;
  boost::fibers::fiber one(work);
  // CHECK: user_threads.cpp,[[@LINE-1]],24,fibers,boost::fibers::fiber,1,constant,safe,B,none,joined,,,,coroutine
  one.join();
  for (int i = 0; i < count; ++i)
    boost::fibers::async(answer).get();
    // CHECK: user_threads.cpp,[[@LINE-1]],5,fibers,boost::fibers::async,1,constant,safe,C,join,joined,,,,coroutine
  for (;;)
    boost::fibers::fiber(work).detach();
    // CHECK: user_threads.cpp,[[@LINE-1]],5,fibers,boost::fibers::fiber,unbounded,unbounded,dangerous,D,none,detached,,,,coroutine
}

void follyFibers(folly::fibers::FiberManager &manager) {
  for (int i = 0; i < 7; ++i)
    manager.addTask(work);
    // CHECK: user_threads.cpp,[[@LINE-1]],5,follyFibers,folly::fibers::FiberManager::addTask,7,constant,safe,C,trip_count,escapes,,,,coroutine
  for (;;)
    manager.addTaskRemote(work);
    // CHECK: user_threads.cpp,[[@LINE-1]],5,follyFibers,folly::fibers::FiberManager::addTaskRemote,unbounded,unbounded,dangerous,C,none,escapes,,,,coroutine
}

void marlTasks() {
  for (;;)
    marl::schedule(work);
    // CHECK: user_threads.cpp,[[@LINE-1]],5,marlTasks,marl::schedule,config(the threads of the scheduler),config,safe,C,pool,escapes,unbounded,unbounded,,task
}

void seastarThreads() {
  for (;;) {
    seastar::thread thread(work);
    // CHECK: user_threads.cpp,[[@LINE-1]],21,seastarThreads,seastar::thread,1,constant,safe,C,join,joined,,,,coroutine
    thread.join().get();
  }
  for (;;)
    seastar::async(answer).get();
    // CHECK: user_threads.cpp,[[@LINE-1]],5,seastarThreads,seastar::async,1,constant,safe,C,join,joined,,,,coroutine
}
void seastarForgotten() {
  for (;;)
    seastar::async(answer);
    // CHECK: user_threads.cpp,[[@LINE-1]],5,seastarForgotten,seastar::async,unbounded,unbounded,dangerous,C,none,escapes,,,,coroutine
}
