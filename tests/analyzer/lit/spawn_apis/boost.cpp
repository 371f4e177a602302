// REQUIRES: boost
// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++17 -DBOOST_THREAD_VERSION=4 -DBOOST_THREAD_PROVIDES_EXECUTORS | FileCheck %s --implicit-check-not=.cpp
// What starts units in Boost.

#include <boost/container/vector.hpp>
#include <boost/make_shared.hpp>
#include <boost/process.hpp>
#include <boost/thread.hpp>
#include <boost/thread/executors/basic_thread_pool.hpp>
#include <boost/thread/scoped_thread.hpp>

#include <vector>

void work();
int answer();

void threads() {
  boost::thread one(work);
  // CHECK: boost.cpp,[[@LINE-1]],17,threads,boost::thread,1,constant,safe,B,none,joined
  one.join();
  boost::thread two(work);
  // CHECK: boost.cpp,[[@LINE-1]],17,threads,boost::thread,1,constant,safe,B,none,detached
  two.detach();
  boost::thread three(work);
  // CHECK: boost.cpp,[[@LINE-1]],17,threads,boost::thread,1,constant,safe,B,none,detached
  boost::thread none;
  none = boost::thread(work);
  // CHECK: boost.cpp,[[@LINE-1]],10,threads,boost::thread,1,constant,safe,B,none,joined
  none.join();
  boost::scoped_thread<boost::join_if_joinable> four(work);
  // CHECK: boost.cpp,[[@LINE-1]],49,threads,boost::scoped_thread,1,constant,safe,B,none,joined
  auto five = boost::make_shared<boost::thread>(work);
  // CHECK: boost.cpp,[[@LINE-1]],15,threads,boost::thread in boost::make_shared,1,constant,safe,B,none,joined
  five->join();
}

void group(int count) {
  boost::thread_group group;
  for (int i = 0; i < count; ++i)
    group.create_thread(work);
  // CHECK: boost.cpp,[[@LINE-1]],5,group,boost::thread_group::create_thread,config(count),config,safe,C,trip_count,joined
  for (int i = 0; i < 3; ++i)
    group.add_thread(new boost::thread(work));
  // CHECK: boost.cpp,[[@LINE-1]],22,group,boost::thread,3,constant,safe,C,trip_count,joined
  group.join_all();
}

void forever() {
  for (;;) {
    boost::thread_group group;
    group.create_thread(work);
    // CHECK: boost.cpp,[[@LINE-1]],5,forever,boost::thread_group::create_thread,1,constant,safe,C,join,joined
    group.join_all();
  }
}

void forgotten(boost::thread_group &group) {
  for (;;)
    group.create_thread(work);
  // CHECK: boost.cpp,[[@LINE-1]],5,forgotten,boost::thread_group::create_thread,unbounded,unbounded,dangerous,C,none,escapes
}

void tasks() {
  auto eager = boost::async(answer);
  // CHECK: boost.cpp,[[@LINE-1]],16,tasks,boost::async,1,constant,safe,B,none,joined
  eager.get();
  auto lazy = boost::async(boost::launch::deferred, answer);
}

void pools(int size) {
  boost::basic_thread_pool fixed(size);
  // CHECK: boost.cpp,[[@LINE-1]],28,pools,boost::executors::basic_thread_pool,config(size),config,safe,A,pool,joined
  boost::basic_thread_pool own;
  // CHECK: boost.cpp,[[@LINE-1]],28,pools,boost::executors::basic_thread_pool,1+hardware,hardware,safe,A,pool,joined
}

void held() {
  boost::container::vector<boost::thread> threads;
  threads.emplace_back(work);
  // CHECK: boost.cpp,[[@LINE-1]],3,held,boost::thread in boost::container::vector::emplace_back,1,constant,safe,B,none,detached
  threads.push_back(boost::thread(work));
  // CHECK: boost.cpp,[[@LINE-1]],21,held,boost::thread,1,constant,safe,B,none,detached
  std::vector<boost::thread> idle(8);
}

void processes() {
  boost::process::child one("ls");
  // CHECK: boost.cpp,[[@LINE-1]],25,processes,boost::process::child,1,constant,safe,B,none,joined
  one.wait();
  for (;;) {
    boost::process::child each("ls");
    // CHECK: boost.cpp,[[@LINE-1]],27,processes,boost::process::child,1,constant,safe,C,join,joined
    each.wait();
  }
}

void commands() {
  for (;;)
    boost::process::system("ls");
  // CHECK: boost.cpp,[[@LINE-1]],5,commands,boost::process::system,1,constant,safe,C,join,joined
  boost::process::spawn("ls");
  // CHECK: boost.cpp,[[@LINE-1]],3,commands,boost::process::spawn,1,constant,safe,B,none,escapes
  boost::process::child loose("ls");
  // CHECK: boost.cpp,[[@LINE-1]],25,commands,boost::process::child,1,constant,safe,B,none,detached
  loose.detach();
}
