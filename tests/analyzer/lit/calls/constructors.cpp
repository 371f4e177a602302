// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Constructors that start units, run by factories and containers.

#include <memory>
#include <thread>
#include <vector>

void work();

struct Pool {
  explicit Pool(int count) {
    for (int i = 0; i < count; ++i)
      threads.emplace_back(work);
    // CHECK: [[ID:[0-9a-f]+]],constructors.cpp,[[@LINE-1]],7,Pool::Pool,{{.*}},6,constant,safe
  }
  std::vector<std::thread> threads;
};

void made() {
  auto pool = std::make_shared<Pool>(6);
}

struct Worker {
  Worker() : thread(work) {}
  // CHECK: [[WORKER:[0-9a-f]+]],constructors.cpp,[[@LINE-1]],14,Worker::Worker,std::thread,config(count),config,safe
  std::thread thread;
};

void held(unsigned count) {
  std::vector<Worker> workers;
  for (unsigned i = 0; i < count; ++i)
    workers.emplace_back();
  // CHECK: constructors.cpp,[[@LINE-1]],5,held,std::thread,config(count),config,safe,E,trip_count,escapes,,,[[WORKER]]
  for (Worker &worker : workers)
    workers.emplace_back(std::move(worker));
}
