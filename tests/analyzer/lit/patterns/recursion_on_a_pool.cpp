// REQUIRES: asio
// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Recursion on a fixed pool: the pool bounds how much runs, nothing how much waits.

#include <asio.hpp>

asio::thread_pool pool(4);
// CHECK: recursion_on_a_pool.cpp,[[@LINE-1]],19,,asio::thread_pool,4,constant,safe,B,pool,escapes
void walk(int depth) {
  if (depth == 0)
    return;
  asio::post(pool, [=] { walk(depth - 1); });
  // CHECK: recursion_on_a_pool.cpp,[[@LINE-1]],3,walk,asio::post,4,constant,safe,B,pool,escapes,unbounded,unbounded
  asio::post(pool, [=] { walk(depth - 1); });
  // CHECK: recursion_on_a_pool.cpp,[[@LINE-1]],3,walk,asio::post,4,constant,safe,B,pool,escapes,unbounded,unbounded
}
