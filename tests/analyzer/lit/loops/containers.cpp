// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Loops over what holds elements.

#include <algorithm>
#include <array>
#include <execution>
#include <initializer_list>
#include <map>
#include <ranges>
#include <string>
#include <thread>
#include <vector>

struct Job {
  Job *next = nullptr;
};
void work();
void run(int);

void array(std::vector<std::thread> &threads) {
  int ports[] = {80, 443, 8080};
  for (int port : ports)
    threads.emplace_back(run, port);
  // CHECK: containers.cpp,[[@LINE-1]],5,array,{{.*}},3,constant,safe,C
}

void standardArray(std::vector<std::thread> &threads) {
  std::array<int, 5> ports{};
  for (int port : ports)
    threads.emplace_back(run, port);
  // CHECK: containers.cpp,[[@LINE-1]],5,standardArray,{{.*}},5,constant,safe,C
}

void list(std::vector<std::thread> &threads) {
  for (int port : {80, 443})
    threads.emplace_back(run, port);
  // CHECK: containers.cpp,[[@LINE-1]],5,list,{{.*}},2,constant,safe,C
}

void namedList(std::vector<std::thread> &threads) {
  const std::initializer_list<int> ports = {80, 443, 1, 2};
  for (int port : ports)
    threads.emplace_back(run, port);
  // CHECK: containers.cpp,[[@LINE-1]],5,namedList,{{.*}},4,constant,safe,C
}

void vector(std::vector<std::thread> &threads, const std::vector<int> &ports) {
  for (int port : ports)
    threads.emplace_back(run, port);
  // CHECK: containers.cpp,[[@LINE-1]],5,vector,{{.*}},size(ports),size,risky,C
}

void map(std::vector<std::thread> &threads, const std::map<std::string, int> &ports) {
  for (const auto &[name, port] : ports)
    threads.emplace_back(run, port);
  // CHECK: containers.cpp,[[@LINE-1]],5,map,{{.*}},size(ports),size,risky,C
}

void indices(std::vector<std::thread> &threads, const std::vector<int> &ports) {
  for (std::size_t i = 0; i < ports.size(); ++i)
    threads.emplace_back(run, ports[i]);
  // CHECK: containers.cpp,[[@LINE-1]],5,indices,{{.*}},size(ports),size,risky,C
}

void iterators(std::vector<std::thread> &threads, const std::vector<int> &ports) {
  for (auto it = ports.begin(); it != ports.end(); ++it)
    threads.emplace_back(run, *it);
  // CHECK: containers.cpp,[[@LINE-1]],5,iterators,{{.*}},size(ports),size,risky,C
}

void freeIterators(std::vector<std::thread> &threads, const std::vector<int> &ports) {
  for (auto it = std::begin(ports); it != std::end(ports); ++it)
    threads.emplace_back(run, *it);
  // CHECK: containers.cpp,[[@LINE-1]],5,freeIterators,{{.*}},size(ports),size,risky,C
}

void pointers(std::vector<std::thread> &threads, Job *first) {
  for (Job *job = first; job; job = job->next)
    threads.emplace_back(work);
  // CHECK: containers.cpp,[[@LINE-1]],5,pointers,{{.*}},size({{[^)]*}}job{{[^)]*}}),size,risky,C
}

void pointersToTheEnd(std::vector<std::thread> &threads, Job *job) {
  while (job != nullptr) {
    threads.emplace_back(work);
    // CHECK: containers.cpp,[[@LINE-1]],5,pointersToTheEnd,{{.*}},size({{[^)]*}}job{{[^)]*}}),size,risky,C
    job = job->next;
  }
}

void drained(std::vector<std::thread> &threads, std::vector<int> ports) {
  while (!ports.empty()) {
    threads.emplace_back(run, ports.back());
    // CHECK: containers.cpp,[[@LINE-1]],5,drained,{{.*}},size(ports),size,risky,C
    ports.pop_back();
  }
}

void forEach(std::vector<std::thread> &threads, const std::vector<int> &ports) {
  std::for_each(ports.begin(), ports.end(), [&](int port) { threads.emplace_back(run, port); });
  // CHECK: containers.cpp,[[@LINE-1]],3,forEach,{{.*}},size(ports),size,risky,E
  // CHECK: containers.cpp,[[@LINE-2]],61,forEach::(lambda),{{.*}},size(ports),size,risky
  std::ranges::for_each(ports, [&](int port) { threads.emplace_back(run, port); });
  // CHECK: containers.cpp,[[@LINE-1]],3,forEach,{{.*}},size(ports),size,risky,E
  // CHECK: containers.cpp,[[@LINE-2]],48,forEach::(lambda),{{.*}},size(ports),size,risky
}

void algorithmWithAPolicy() {
  std::array<int, 7> ports{};
  std::for_each(std::execution::par, ports.begin(), ports.end(), [](int port) {
    // CHECK: containers.cpp,[[@LINE-1]],3,algorithmWithAPolicy,std::thread,7,constant,safe
    std::thread(run, port).detach();
    // CHECK: containers.cpp,[[@LINE-1]],5,algorithmWithAPolicy::(lambda),std::thread,7,constant,safe
  });
}

void algorithmOverNumbers(int count) {
  std::ranges::for_each(std::views::iota(0, count), [](int i) {
    // CHECK: containers.cpp,[[@LINE-1]],3,algorithmOverNumbers,std::thread,config(count),config,safe
    std::thread(run, i).detach();
    // CHECK: containers.cpp,[[@LINE-1]],5,algorithmOverNumbers::(lambda),std::thread,config(count),config,safe
  });
}
