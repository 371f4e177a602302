// RUN: not %audit -q --root %S --only contradicted-bound %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning:
// RUN: not %audit -q --root %S --format json %s -- -std=c++20 | FileCheck %s --check-prefix=JSON
// A declared bound stands where the code says nothing, and falls where the code says more.

#include <semaphore>
#include <sys/socket.h>
#include <thread>
#include <vector>

void serve(int);

void eachOf(const std::vector<int> &backends) {
  std::vector<std::thread> threads;
  // loadline: bound(8): backends are a fixed set
  for (int backend : backends)
    threads.emplace_back(serve, backend);
  for (auto &thread : threads)
    thread.join();
}

void twelve() {
  // CHECK: contradicted-bound.cpp:[[@LINE+3]]:5: warning: at most 8 units of std::thread are declared (one for each shard), and the code starts 12 [contradicted-bound]
  // CHECK-NEXT: contradicted-bound.cpp:[[@LINE+3]]:5: note: 12 of them are started here
  for (int i = 0; i < 12; ++i)
    // loadline: bound(8): one for each shard
    std::thread(serve, i).detach();
}

void twicePerCore() {
  const unsigned count = 2 * std::thread::hardware_concurrency();
  for (unsigned i = 0; i < count; ++i)
    std::thread(serve, 1).detach(); // loadline: bound(hardware): as many as cores
  // CHECK: contradicted-bound.cpp:[[@LINE-1]]:{{[0-9]+}}: warning: at most hardware {{.*}} 2*hardware [contradicted-bound]
}

void fewerThanDeclared() {
  for (int i = 0; i < 4; ++i)
    std::thread(serve, i).detach(); // loadline: bound(8): four now, eight soon
}

// CHECK: contradicted-bound.cpp:[[@LINE+1]]:3: warning: at most 8 units of std::thread are declared (the licence is for eight), and the code starts 9
[[clang::annotate("loadline: bound(8): the licence is for eight")]]
void ofThisMany() {
  for (int i = 0; i < 9; ++i)
    std::thread(serve, i).detach();
}

[[clang::annotate("loadline: bound(config(clients)): the balancer lets no more through")]]
void acceptsAll(int listener) {
  for (;;)
    std::thread(serve, accept(listener, nullptr, nullptr)).detach();
}

void acceptsAllByName(int listener) {
  for (;;) {
    [[clang::annotate("loadline: bound(2*hardware): the balancer counts our cores")]] std::thread thread(
        serve, accept(listener, nullptr, nullptr));
    thread.detach();
  }
}

std::counting_semaphore<32> places(32);

void gated(int client) {
  places.acquire();
  std::thread([client] {
    serve(client);
    places.release();
  }).detach();
}

// What a gate further down lets through is not what this line starts.
void eachOnItsOwn(const std::vector<int> &clients) {
  for (int client : clients)
    std::thread(gated, client).detach(); // loadline: bound(20): the pool has 80 and each takes 4
}

// JSON: "bound": "min(8, size(backends))"
// JSON: "class": "safe"
// JSON: "declared": [
// JSON: "bound": "8"
// JSON: "contradicted": false
// JSON: "inferred": "size(backends)"
// JSON: "reason": "backends are a fixed set"
// JSON: "limiter": "declared"

// JSON: "bound": "12"
// JSON: "contradicted": true
// JSON: "inferred": "12"

// JSON: "bound": "4"
// JSON: "inferred": "4"

// JSON: "bound": "config(clients)"
// JSON: "class": "safe"
// JSON: "inferred": "unbounded"

// JSON: "bound": "2*hardware"
// JSON: "inferred": "unbounded"
