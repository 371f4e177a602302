// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Loops of libraries that run on several threads and return when all is done, and threads of EAThread and dlib.

#include "Inputs/parallel_loops.h"

#include <vector>

void work();
void plain(void *);
long entry(void *);

void pixels(int rows) {
  for (;;)
    cv::parallel_for_(cv::Range(0, rows), [](const cv::Range &) {});
    // CHECK: parallel_loops.cpp,[[@LINE-1]],5,pixels,cv::parallel_for_,hardware,hardware,safe,C,join,joined,,,,task
}

void ppl(std::vector<int> &items) {
  concurrency::parallel_for(0, 100, [](int) {});
  // CHECK: parallel_loops.cpp,[[@LINE-1]],3,ppl,Concurrency::parallel_for,hardware,hardware,safe,A,pool,joined,,,,task
  concurrency::parallel_for_each(items.begin(), items.end(), [](int) {});
  // CHECK: parallel_loops.cpp,[[@LINE-1]],3,ppl,Concurrency::parallel_for_each,hardware,hardware,safe,A,pool,joined,,,,task
  concurrency::parallel_invoke(work, work);
  // CHECK: parallel_loops.cpp,[[@LINE-1]],3,ppl,Concurrency::parallel_invoke,hardware,hardware,safe,A,pool,joined,,,,task
}

void games() {
  for (;;) {
    EA::Thread::Thread thread;
    thread.Begin(entry);
    // CHECK: parallel_loops.cpp,[[@LINE-1]],5,games,EA::Thread::Thread::Begin,1,constant,safe,C,join,joined,,,,thread
    thread.WaitForEnd();
  }
}

void dlibThreads(int count) {
  dlib::thread_pool pool(4);
  // CHECK: parallel_loops.cpp,[[@LINE-1]],21,dlibThreads,dlib::thread_pool,4,constant,safe,B,pool,joined,,,,pool
  for (int i = 0; i < count; ++i)
    pool.add_task_by_value(work);
    // CHECK: parallel_loops.cpp,[[@LINE-1]],5,dlibThreads,dlib::thread_pool::add_task_by_value,"min(4, config(count))",constant,safe,C,pool,joined,config(count),config,,task
  pool.wait_for_all_tasks();
  for (;;)
    dlib::create_new_thread(plain, nullptr);
    // CHECK: parallel_loops.cpp,[[@LINE-1]],5,dlibThreads,dlib::create_new_thread,unbounded,unbounded,dangerous,C,none,escapes,,,,thread
}
