// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Pools of Taskflow, Folly, HPX and those that come as one header.

#include "Inputs/pools.h"

void work();
int answer();

void taskflow(int count) {
  tf::Executor own;
  // CHECK: pools.cpp,[[@LINE-1]],16,taskflow,tf::Executor,hardware,hardware,safe,A,pool,joined
  tf::Executor fixed(4);
  // CHECK: pools.cpp,[[@LINE-1]],16,taskflow,tf::Executor,4,constant,safe,B,pool,joined
  tf::Executor configured(count);
  // CHECK: pools.cpp,[[@LINE-1]],16,taskflow,tf::Executor,config(count),config,safe,A,pool,joined
  own.wait_for_all();
}

void singleHeaders(int count) {
  BS::thread_pool<> own;
  // CHECK: pools.cpp,[[@LINE-1]],21,singleHeaders,BS::thread_pool,hardware,hardware,safe,A,pool,joined
  BS::thread_pool fixed(3);
  // CHECK: pools.cpp,[[@LINE-1]],19,singleHeaders,BS::thread_pool,3,constant,safe,B,pool,joined
  BS::light_thread_pool light(count);
  // CHECK: pools.cpp,[[@LINE-1]],25,singleHeaders,BS::thread_pool,config(count),config,safe,A,pool,joined
  ctpl::thread_pool slim(2);
  // CHECK: pools.cpp,[[@LINE-1]],21,singleHeaders,ctpl::thread_pool,2,constant,safe,B,pool,joined
  dp::thread_pool<> other;
  // CHECK: pools.cpp,[[@LINE-1]],21,singleHeaders,dp::thread_pool,hardware,hardware,safe,A,pool,joined
}

void inTurn() {
  for (;;) {
    BS::light_thread_pool pool(6);
    // CHECK: pools.cpp,[[@LINE-1]],27,inTurn,BS::thread_pool,6,constant,safe,C,join,joined
    pool.wait();
  }
}

void folly_pools(unsigned count) {
  folly::CPUThreadPoolExecutor fixed(8);
  // CHECK: pools.cpp,[[@LINE-1]],32,folly_pools,folly::CPUThreadPoolExecutor,8,constant,safe,B,pool,joined
  folly::IOThreadPoolExecutor configured(count);
  // CHECK: pools.cpp,[[@LINE-1]],31,folly_pools,folly::IOThreadPoolExecutor,config(count),config,safe,A,pool,joined
  folly::CPUThreadPoolExecutor all(folly::hardware_concurrency());
  // CHECK: pools.cpp,[[@LINE-1]],32,folly_pools,folly::CPUThreadPoolExecutor,hardware,hardware,safe,A,pool,joined
  fixed.join();
}

void onPool() {
  folly::CPUThreadPoolExecutor pool(8);
  // CHECK: pools.cpp,[[@LINE-1]],32,onPool,folly::CPUThreadPoolExecutor,8,constant,safe,B,pool,joined
  for (;;)
    folly::via(&pool, answer);
  // CHECK: pools.cpp,[[@LINE-1]],5,onPool,folly::via,8,constant,safe,C,pool,escapes,unbounded,unbounded
}

void threadEach(folly::ThreadedExecutor &executor) {
  for (;;)
    executor.add(work);
  // CHECK: pools.cpp,[[@LINE-1]],5,threadEach,folly::ThreadedExecutor::add,unbounded,unbounded,dangerous,C,none,escapes
}

void light() {
  hpx::thread none;
  hpx::thread one(work);
  // CHECK: pools.cpp,[[@LINE-1]],15,light,hpx::thread,1,constant,safe,B,none,joined
  one.join();
  for (;;)
    hpx::thread(work).detach();
  // CHECK: pools.cpp,[[@LINE-1]],5,light,hpx::thread,unbounded,unbounded,dangerous,D,none,detached
}
