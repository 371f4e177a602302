// REQUIRES: boost
// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Groups of Boost: what is added is alive until join_all.

#include <boost/bind/bind.hpp>
#include <boost/thread.hpp>
#include <sys/socket.h>

bool more();
void work();
void serve(int);

void joinedInTheRound(int count) {
  while (more()) {
    boost::thread_group group;
    for (int i = 0; i < count; ++i)
      group.create_thread(work);
    // CHECK: groups.cpp,[[@LINE-1]],7,joinedInTheRound,boost::thread_group::create_thread,config(count),config,safe,C,join,joined
    group.join_all();
  }
}

void addedThreads(int count) {
  boost::thread_group group;
  for (int i = 0; i < count; ++i)
    group.add_thread(new boost::thread(work));
  // CHECK: groups.cpp,[[@LINE-1]],22,addedThreads,boost::thread,config(count),config,safe,C,trip_count,joined
  group.join_all();
}

void joinedTooLate(int listener) {
  boost::thread_group group;
  for (;;)
    group.create_thread(boost::bind(serve, accept(listener, nullptr, nullptr)));
  // CHECK: groups.cpp,[[@LINE-1]],5,joinedTooLate,boost::thread_group::create_thread,unbounded,unbounded,dangerous,C,none,joined
  group.join_all();
}

void discardedHandle(int listener) {
  while (true)
    boost::thread(boost::bind(serve, accept(listener, nullptr, nullptr)));
  // CHECK: groups.cpp,[[@LINE-1]],5,discardedHandle,boost::thread,unbounded,unbounded,dangerous,D,none,detached
}
