// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// What starts units in TBB: loops return when all is done, and the threads of the arena bound them.

#include "Inputs/tbb.h"

#include <thread>
#include <vector>

void work();
void one(int);
int part(int);
int sum(int, int);

void loops(std::vector<int> &data) {
  tbb::parallel_for(0, 1000, one);
  // CHECK: tbb.cpp,[[@LINE-1]],3,loops,tbb::detail::d1::parallel_for,hardware,hardware,safe,A,pool,joined
  oneapi::tbb::parallel_for(0, 1000, one);
  // CHECK: tbb.cpp,[[@LINE-1]],3,loops,tbb::detail::d1::parallel_for,hardware,hardware,safe,A,pool,joined
  tbb::parallel_for_each(data.begin(), data.end(), one);
  // CHECK: tbb.cpp,[[@LINE-1]],3,loops,tbb::detail::d2::parallel_for_each,hardware,hardware,safe,A,pool,joined
  tbb::parallel_invoke(work, work, work);
  // CHECK: tbb.cpp,[[@LINE-1]],3,loops,tbb::detail::d1::parallel_invoke,hardware,hardware,safe,A,pool,joined
  tbb::parallel_sort(data.begin(), data.end());
  // CHECK: tbb.cpp,[[@LINE-1]],3,loops,tbb::detail::d1::parallel_sort,hardware,hardware,safe,A,pool,joined
  one(tbb::parallel_reduce(tbb::blocked_range<int>(0, 8), 0, part, sum));
  // CHECK: tbb.cpp,[[@LINE-1]],7,loops,tbb::detail::d1::parallel_reduce,hardware,hardware,safe,A,pool,joined
}

void inTurn() {
  for (;;)
    tbb::parallel_for(0, 1000, one);
  // CHECK: tbb.cpp,[[@LINE-1]],5,inTurn,tbb::detail::d1::parallel_for,hardware,hardware,safe,C,join,joined
}

void pipeline(int tokens, const tbb::filter<void, void> &chain) { tbb::parallel_pipeline(tokens, chain); }
// CHECK: tbb.cpp,[[@LINE-1]],67,pipeline,tbb::detail::d1::parallel_pipeline,config(tokens),config,safe,A,pool,joined

void arenas(int threads) {
  tbb::task_arena fixed(4);
  // CHECK: tbb.cpp,[[@LINE-1]],19,arenas,tbb::detail::d1::task_arena,4,constant,safe,B,pool,joined
  tbb::task_arena configured(threads);
  // CHECK: tbb.cpp,[[@LINE-1]],19,arenas,tbb::detail::d1::task_arena,config(threads),config,safe,A,pool,joined
  tbb::task_arena all(tbb::this_task_arena::max_concurrency());
  // CHECK: tbb.cpp,[[@LINE-1]],19,arenas,tbb::detail::d1::task_arena,hardware,hardware,safe,A,pool,joined
  fixed.execute(work);
}

void asMany(std::vector<std::thread> &threads) {
  for (int i = 0; i < tbb::this_task_arena::max_concurrency(); ++i)
    threads.emplace_back(work);
  // CHECK: tbb.cpp,[[@LINE-1]],5,asMany,std::thread in std::vector::emplace_back,hardware,hardware,safe,C,trip_count,escapes
}

namespace mine {
void parallel_for(int, int, void (*)(int));
void other() {
  for (;;)
    parallel_for(0, 4, one);
}
} // namespace mine
