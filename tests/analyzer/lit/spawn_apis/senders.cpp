// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Work that is a value until somebody starts it, and actors.

#include "Inputs/senders.h"

Sender sender();
folly::coro::Task<> task();
void behaviour();
struct Download {};

void stdexec(exec::async_scope &scope, unsigned threads) {
  exec::static_thread_pool all;
  // CHECK: senders.cpp,[[@LINE-1]],28,stdexec,experimental::execution::static_thread_pool,hardware,hardware,safe,A,pool,joined,,,,pool
  exec::static_thread_pool three(3);
  // CHECK: senders.cpp,[[@LINE-1]],28,stdexec,experimental::execution::static_thread_pool,3,constant,safe,B,pool,joined,,,,pool
  unifex::static_thread_pool some(threads);
  // CHECK: senders.cpp,[[@LINE-1]],30,stdexec,unifex::_static_thread_pool::context,config(threads),config,safe,A,pool,joined,,,,pool
  for (int i = 0; i < 5; ++i)
    exec::start_detached(sender());
    // CHECK: senders.cpp,[[@LINE-1]],5,stdexec,experimental::execution::start_detached,5,constant,safe,C,trip_count,escapes,,,,task
  for (;;)
    exec::start_detached(sender());
    // CHECK: senders.cpp,[[@LINE-1]],5,stdexec,experimental::execution::start_detached,unbounded,unbounded,dangerous,C,none,escapes,,,,task
  for (;;)
    scope.spawn(sender());
    // CHECK: senders.cpp,[[@LINE-1]],5,stdexec,experimental::execution::__scope::async_scope::spawn,unbounded,unbounded,dangerous,C,none,escapes,,,,task
}

void coroutines(int count) {
  folly::coro::AsyncScope scope;
  for (int i = 0; i < count; ++i)
    scope.add(task());
    // CHECK: senders.cpp,[[@LINE-1]],5,coroutines,folly::coro::AsyncScope::add,config(count),config,safe,C,trip_count,joined,,,,coroutine
  scope.joinAsync();
}

void oatppCoroutines(oatpp::async::Executor &executor) {
  for (int i = 0; i < 9; ++i)
    executor.execute<Download>();
    // CHECK: senders.cpp,[[@LINE-1]],5,oatppCoroutines,oatpp::async::Executor::execute,9,constant,safe,C,trip_count,joined,,,,coroutine
  executor.waitTasksFinished();
}

void actors(caf::actor_system &system) {
  for (int i = 0; i < 4; ++i)
    system.spawn(behaviour);
    // CHECK: senders.cpp,[[@LINE-1]],5,actors,caf::actor_system::spawn,4,constant,safe,C,trip_count,joined,,,,task
  system.await_all_actors_done();
}

void actorsForgotten(caf::actor_system &system) {
  for (;;)
    system.spawn(behaviour);
    // CHECK: senders.cpp,[[@LINE-1]],5,actorsForgotten,caf::actor_system::spawn,unbounded,unbounded,dangerous,C,none,escapes,,,,task
}
