// REQUIRES: qt, boost
// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 -fPIC -isystem %qt_headers -isystem %qt_headers/QtCore | FileCheck %s --implicit-check-not=.cpp
// What the methods of containers of the standard library, Qt and Boost do to their size.

#include <QList>
#include <QMap>
#include <QQueue>
#include <QSet>
#include <boost/container/flat_map.hpp>
#include <boost/container/small_vector.hpp>

#include <map>
#include <thread>
#include <unordered_set>
#include <vector>

void run(int);
using Threads = std::vector<std::thread>;

void standard(Threads &threads) {
  std::map<int, int> ports;
  ports.insert_or_assign(80, 1);
  ports.try_emplace(443, 1);
  for (const auto &[port, number] : ports)
    threads.emplace_back(run, port);
  // CHECK: library_containers.cpp,[[@LINE-1]],5,standard,std::thread in std::vector::emplace_back,2,constant,safe,C,trip_count,escapes
  std::unordered_multiset<int> many;
  for (int i = 0; i < 5; ++i)
    many.insert(i);
  for (int port : many)
    threads.emplace_back(run, port);
  // CHECK: library_containers.cpp,[[@LINE-1]],5,standard,std::thread in std::vector::emplace_back,5,constant,safe,C,trip_count,escapes
}

void qtList(Threads &threads) {
  QList<int> ports;
  for (int i = 0; i < 3; ++i)
    ports.append(i);
  ports.push_back(80);
  for (int port : ports)
    threads.emplace_back(run, port);
  // CHECK: library_containers.cpp,[[@LINE-1]],5,qtList,std::thread in std::vector::emplace_back,4,constant,safe,C,trip_count,escapes
}

void qtSized(Threads &threads) {
  QList<int> ports;
  ports.resize(6);
  for (int port : ports)
    threads.emplace_back(run, port);
  // CHECK: library_containers.cpp,[[@LINE-1]],5,qtSized,std::thread in std::vector::emplace_back,6,constant,safe,C,trip_count,escapes
}

void qtMap(Threads &threads) {
  QMap<int, int> ports;
  ports.insert(80, 1);
  ports.insert(443, 1);
  for (int port : ports)
    threads.emplace_back(run, port);
  // CHECK: library_containers.cpp,[[@LINE-1]],5,qtMap,std::thread in std::vector::emplace_back,2,constant,safe,C,trip_count,escapes
}

void qtDrained(Threads &threads, QQueue<int> ports, QSet<int> names) {
  while (!ports.isEmpty())
    threads.emplace_back(run, ports.dequeue());
  // CHECK: library_containers.cpp,[[@LINE-1]],5,qtDrained,std::thread in std::vector::emplace_back,size(ports),size,risky,C,trip_count,escapes
}

void qtRefilled(Threads &threads, QQueue<int> ports) {
  while (!ports.isEmpty()) {
    threads.emplace_back(run, ports.dequeue());
    // CHECK: library_containers.cpp,[[@LINE-1]],5,qtRefilled,std::thread in std::vector::emplace_back,unbounded,unbounded,dangerous,C,none,escapes
    ports.enqueue(1);
  }
}

void boostVector(Threads &threads) {
  boost::container::small_vector<int, 4> ports;
  ports.push_back(80);
  ports.emplace_back(443);
  for (int port : ports)
    threads.emplace_back(run, port);
  // CHECK: library_containers.cpp,[[@LINE-1]],5,boostVector,std::thread in std::vector::emplace_back,2,constant,safe,C,trip_count,escapes
}

void boostMap(Threads &threads) {
  boost::container::flat_map<int, int> ports;
  for (int i = 0; i < 7; ++i)
    ports.emplace(i, i);
  for (const auto &port : ports)
    threads.emplace_back(run, port.first);
  // CHECK: library_containers.cpp,[[@LINE-1]],5,boostMap,std::thread in std::vector::emplace_back,7,constant,safe,C,trip_count,escapes
}

struct Pool {
  QList<std::thread *> threads;
  void start(int count) {
    for (int i = 0; i < count; ++i)
      threads.append(new std::thread(run, i));
    // CHECK: library_containers.cpp,[[@LINE-1]],22,Pool::start,std::thread,config(count),config,safe,C,trip_count,joined
  }
  ~Pool() {
    for (std::thread *thread : threads)
      thread->join();
  }
};

void qtEmpty() {
  static QMultiMap<int, int> live;
  for (;;) {
    if (!live.empty())
      continue;
    live.insert(80, 1);
    std::thread(run, 80).detach();
    // CHECK: library_containers.cpp,[[@LINE-1]],5,qtEmpty,std::thread,1,constant,safe,C,once
  }
}
