// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Objects that start units, made several at once: each of them starts its own.

#include <array>
#include <cstdint>
#include <memory>
#include <sys/socket.h>
#include <thread>
#include <vector>

void work();

struct Local {
  std::jthread thread{work};
  // CHECK: objects_in_arrays.cpp,[[@LINE-1]],22,{{.*}},std::jthread,12,constant,safe
};
void local() { Local workers[12]; }
// CHECK: objects_in_arrays.cpp,[[@LINE-1]],{{[0-9]+}},local,std::jthread,12,constant,safe,E

struct OnHeap {
  std::jthread thread{work};
  // CHECK: objects_in_arrays.cpp,[[@LINE-1]],22,{{.*}},std::jthread,outside(n),size,risky
};
void onHeap(int socket) {
  std::uint32_t n = 0;
  recv(socket, &n, sizeof n, 0);
  auto *workers = new OnHeap[n];
  // CHECK: objects_in_arrays.cpp,[[@LINE-1]],{{[0-9]+}},onHeap,std::jthread,outside(n),size,{{risky|dangerous}},E
  delete[] workers;
}

struct InArray {
  std::jthread thread{work};
  // CHECK: objects_in_arrays.cpp,[[@LINE-1]],22,{{.*}},std::jthread,3,constant,safe
};
void inArray() { std::array<InArray, 3> workers; }
// CHECK: objects_in_arrays.cpp,[[@LINE-1]],{{[0-9]+}},inArray,std::jthread,3,constant,safe,E

struct InVector {
  std::jthread thread{work};
  // CHECK: objects_in_arrays.cpp,[[@LINE-1]],22,{{.*}},std::jthread,5,constant,safe
};
void inVector() { std::vector<InVector> workers(5); }
// CHECK: objects_in_arrays.cpp,[[@LINE-1]],{{[0-9]+}},inVector,std::jthread,5,constant,safe,E

struct ByFactory {
  std::jthread thread;
  ByFactory() : thread(work) {}
  // CHECK: objects_in_arrays.cpp,[[@LINE-1]],17,{{.*}},std::jthread,6,constant,safe
};
void byFactory() { auto workers = std::make_unique<ByFactory[]>(6); }
// CHECK: objects_in_arrays.cpp,[[@LINE-1]],{{[0-9]+}},byFactory,std::jthread,6,constant,safe,E

template <int n>
struct Pool {
  std::array<std::jthread, n> threads;
  Pool() {
    for (auto &thread : threads)
      thread = std::jthread(work);
    // CHECK: objects_in_arrays.cpp,[[@LINE-1]],16,Pool::Pool,std::jthread,12,constant,safe
  }
};
void pools() { Pool<4> pools[3]; }
// CHECK: objects_in_arrays.cpp,[[@LINE-1]],{{[0-9]+}},pools,std::jthread,12,constant,safe,E

struct OfEachRound {
  std::jthread thread{work};
  // CHECK: objects_in_arrays.cpp,[[@LINE-1]],22,{{.*}},std::jthread,2,constant,safe
};
void ofEachRound() { // destroyed, and waited for, before the next
  for (;;) {
    OfEachRound workers[2];
    // CHECK: objects_in_arrays.cpp,[[@LINE-1]],{{[0-9]+}},ofEachRound,std::jthread,2,constant,safe,E
  }
}

struct Moved {
  std::jthread thread;
};
void emptyOnes() { // objects without a unit yet
  Moved workers[9];
  std::vector<std::jthread> threads(9);
}
