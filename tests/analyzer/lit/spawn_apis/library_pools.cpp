// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// What is given to a pool of a library runs on its threads; the rest waits in its queue.

#include "Inputs/library_pools.h"

void work();
int answer();

void header() {
  BS::thread_pool<> pool(4);
  // CHECK: library_pools.cpp,[[@LINE-1]],21,header,BS::thread_pool,4,constant,safe
  for (;;)
    pool.detach_task(work);
  // CHECK: library_pools.cpp,[[@LINE-1]],5,header,BS::thread_pool::detach_task,4,constant,safe,C,pool,escapes,unbounded,unbounded
}

void taskflow(tf::Executor &executor, int count) {
  for (int i = 0; i < count; ++i)
    executor.silent_async(work);
  // CHECK: library_pools.cpp,[[@LINE-1]],5,taskflow,tf::Executor::silent_async,"min(config(count), config(threads of executor))",config,safe,C,pool,escapes,config(count),config
}

void inFolly() {
  folly::CPUThreadPoolExecutor executor(8);
  // CHECK: library_pools.cpp,[[@LINE-1]],32,inFolly,folly::CPUThreadPoolExecutor,8,constant,safe
  for (;;)
    executor.add(work);
  // CHECK: library_pools.cpp,[[@LINE-1]],5,inFolly,folly::CPUThreadPoolExecutor::add,8,constant,safe,C,pool,escapes,unbounded,unbounded
}

void qt(QRunnable *job) {
  QThreadPool pool;
  // CHECK: library_pools.cpp,[[@LINE-1]],15,qt,QThreadPool,hardware,hardware,safe
  for (;;)
    pool.start(job);
  // CHECK: library_pools.cpp,[[@LINE-1]],5,qt,QThreadPool::start,hardware,hardware,safe,C,pool,{{.*}},unbounded,unbounded
}

void qtGlobal(QRunnable *job) {
  for (;;)
    QThreadPool::globalInstance()->start(job);
  // CHECK: library_pools.cpp,[[@LINE-1]],5,qtGlobal,QThreadPool::start,hardware,hardware,safe,C,pool,{{.*}},unbounded,unbounded
}

void qtConcurrent(QThreadPool *pool) {
  for (;;)
    QtConcurrent::run(answer);
  // CHECK: library_pools.cpp,[[@LINE-1]],5,qtConcurrent,QtConcurrent::run,hardware,hardware,safe,C,pool,{{.*}},unbounded,unbounded
  for (;;)
    QtConcurrent::run(pool, answer);
  // CHECK: library_pools.cpp,[[@LINE-1]],5,qtConcurrent,QtConcurrent::run,{{hardware|config\(threads of pool\)}},{{.*}},safe,C,pool,{{.*}},unbounded,unbounded
}

void groups(int count) {
  tbb::detail::d1::task_group group;
  for (int i = 0; i < count; ++i)
    group.run(work);
  // CHECK: library_pools.cpp,[[@LINE-1]],5,groups,tbb::detail::d1::task_group::run,"min(hardware, config(count))",hardware,safe,C,pool,joined,config(count),config
  group.wait();
}

void hpxTasks(int count) {
  for (int i = 0; i < count; ++i)
    hpx::async(answer);
  // CHECK: library_pools.cpp,[[@LINE-1]],5,hpxTasks,hpx::async,"min(hardware, config(count))",hardware,safe,C,pool,{{.*}},config(count),config
}
