// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A pool that each unit starts and joins: four for a run; the alarm stands where the runs start.

#include <sched.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <vector>

void serve(int);

constexpr int POOL_SIZE = 4;
void innerPool(int client) {
  std::vector<std::thread> pool;
  for (int i = 0; i < POOL_SIZE; ++i)
    pool.emplace_back(serve, client);
  // CHECK: inner_pools.cpp,[[@LINE-1]],5,innerPool,std::thread in std::vector::emplace_back,4,constant,safe,C,join,joined{{.*}}line 23: so many in each of the units that start here, and nothing bounds these
  for (auto &thread : pool)
    thread.join();
}
void poolForEachClient(int listener) {
  for (;;)
    std::thread(innerPool, accept(listener, nullptr, nullptr)).detach();
  // CHECK: inner_pools.cpp,[[@LINE-1]],5,poolForEachClient,std::thread,unbounded,unbounded,dangerous,D,none,detached
}
