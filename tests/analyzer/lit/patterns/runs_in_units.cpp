// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 -pthread | FileCheck %s
// RUN: %audit -q --exit-zero --format json --root %S %s -- -std=c++20 -pthread | FileCheck %s --check-prefix=JSON
// Workers that each start some and wait for them have all of these alive at once. What one run
// starts is kept beside it.

#include <thread>
#include <vector>

void work();

void fansOut() {
  std::vector<std::thread> batch;
  for (int i = 0; i < 10; ++i)
    batch.emplace_back(work);
  // CHECK: runs_in_units.cpp,[[@LINE-1]],{{.*}},80,constant,safe,{{.*}}10 in each of the units that start here, 8 at most
  for (std::thread &one : batch)
    one.join();
}

void worker() {
  for (;;)
    fansOut();
}

void eightWorkers() {
  std::vector<std::thread> workers;
  for (int i = 0; i < 8; ++i)
    workers.emplace_back(worker);
  for (std::thread &one : workers)
    one.join();
}

// Through two layers of units the numbers multiply twice.
void innermost() {
  std::thread one(work);
  // CHECK: runs_in_units.cpp,[[@LINE-1]],{{.*}},12,constant,safe,{{.*}}1 in each of the units that start here, 12 at most
  one.join();
}

void middle() {
  std::vector<std::thread> batch;
  for (int i = 0; i < 4; ++i)
    batch.emplace_back(innermost);
  // CHECK: runs_in_units.cpp,[[@LINE-1]],{{.*}},12,constant,safe,{{.*}}4 in each of the units that start here, 3 at most
  for (std::thread &one : batch)
    one.join();
}

void layers() {
  std::vector<std::thread> batch;
  for (int i = 0; i < 3; ++i)
    batch.emplace_back(middle);
  for (std::thread &one : batch)
    one.join();
}

// As many as a setting says.
void helps() {
  std::thread one(work);
  // CHECK: runs_in_units.cpp,[[@LINE-1]],{{.*}},config(count),config,safe,{{.*}}1 in each of the units that start here, config(count) at most
  one.join();
}

void pool(int count) {
  std::vector<std::thread> workers;
  for (int i = 0; i < count; ++i)
    workers.emplace_back(helps);
  for (std::thread &one : workers)
    one.join();
}

// Nobody is known to run this more than once at a time.
void alone() {
  std::thread one(work);
  // CHECK: runs_in_units.cpp,[[@LINE-1]],{{.*}},1,constant,safe,
  one.join();
}

// JSON: "bound": "80"
// JSON: "line": 14,
// JSON: "per_run": "10"
