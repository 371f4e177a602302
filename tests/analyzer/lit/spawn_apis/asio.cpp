// REQUIRES: asio
// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE | FileCheck %s --implicit-check-not=.cpp
// What starts units in asio.

#include <asio.hpp>
#include <asio/thread.hpp>

void work();
asio::awaitable<void> session();

void threads() {
  asio::thread one(work);
  // CHECK: asio.cpp,[[@LINE-1]],16,threads,asio::thread,1,constant,safe,{{.}},{{.*}},joined
  one.join();
  asio::thread two(work);
  // CHECK: asio.cpp,[[@LINE-1]],16,threads,asio::thread,1,constant,safe,{{.}},{{.*}},detached
}

void pools(int size) {
  asio::thread_pool fixed(4);
  // CHECK: asio.cpp,[[@LINE-1]],21,pools,asio::thread_pool,4,constant,safe
  asio::thread_pool own;
  // CHECK: asio.cpp,[[@LINE-1]],21,pools,asio::thread_pool,2*hardware,hardware,safe
  asio::static_thread_pool configured(size);
  // CHECK: asio.cpp,[[@LINE-1]],28,pools,asio::thread_pool,config(size),config,safe
  asio::post(fixed, work);
  // CHECK: asio.cpp,[[@LINE-1]],3,pools,asio::post,1,constant,safe,{{.}},pool,escapes,1,constant
  asio::dispatch(own, work);
  // CHECK: asio.cpp,[[@LINE-1]],3,pools,asio::dispatch,1,constant,safe,{{.}},pool,escapes,1,constant
  asio::defer(configured, work);
  // CHECK: asio.cpp,[[@LINE-1]],3,pools,asio::defer,1,constant,safe,{{.}},pool,escapes,1,constant
  asio::execution::execute(fixed.executor(), work);
  // CHECK: asio.cpp,[[@LINE-1]],3,pools,asio::execution::execute,1,constant,safe,{{.}},pool,escapes,1,constant
  fixed.join();
}

void coroutines(asio::io_context &context) {
  asio::co_spawn(context, session(), asio::detached);
  // CHECK: asio.cpp,[[@LINE-1]],3,coroutines,asio::co_spawn,1,constant,safe
}
