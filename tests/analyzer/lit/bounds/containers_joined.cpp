// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Elements that come from another container, a range, or by a key that is not there yet.

#include <iostream>
#include <list>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

void work();

void spliced(std::vector<std::jthread> &threads) {
  std::list<std::string> jobs{"x"}, more;
  std::string line;
  while (std::getline(std::cin, line))
    more.push_back(line);
  jobs.splice(jobs.end(), more);
  for (auto &job : jobs)
    threads.emplace_back(work);
  // CHECK: containers_joined.cpp,[[@LINE-1]],5,spliced,{{.*}},1+outside({{.*}}),size,dangerous
}

void splicedFew(std::vector<std::jthread> &threads) {
  std::list<std::string> jobs{"x"}, more{"y", "z"};
  jobs.splice(jobs.end(), more);
  for (auto &job : jobs)
    threads.emplace_back(work);
  // CHECK: containers_joined.cpp,[[@LINE-1]],5,splicedFew,{{.*}},3,constant,safe
}

void merged(std::vector<std::jthread> &threads) {
  std::set<std::string> jobs{"x"}, more;
  std::string key;
  while (std::cin >> key)
    more.insert(key);
  jobs.merge(more);
  for (auto &job : jobs)
    threads.emplace_back(work);
  // CHECK: containers_joined.cpp,[[@LINE-1]],5,merged,{{.*}},1+outside({{.*}}),size,dangerous
}

void range(std::vector<std::jthread> &threads, int argc, char **argv) {
  std::set<std::string> jobs;
  jobs.insert(argv, argv + argc);
  for (auto &job : jobs)
    threads.emplace_back(work);
  // CHECK: containers_joined.cpp,[[@LINE-1]],5,range,{{.*}},size(jobs),size,risky
}

void withHint(std::vector<std::jthread> &threads) { // one element
  std::set<std::string> jobs;
  jobs.insert(jobs.end(), "x");
  for (auto &job : jobs)
    threads.emplace_back(work);
  // CHECK: containers_joined.cpp,[[@LINE-1]],5,withHint,{{.*}},1,constant,safe
}

void byKey(std::vector<std::jthread> &threads) {
  std::map<std::string, int> counts{{"a", 1}, {"b", 2}};
  std::string key;
  while (std::cin >> key)
    counts[key]++;
  for (auto &each : counts)
    threads.emplace_back(work);
  // CHECK: containers_joined.cpp,[[@LINE-1]],5,byKey,{{.*}},2+size(counts),size,risky
}

void byKnownKeys(std::vector<std::jthread> &threads) {
  std::map<std::string, int> counts{{"a", 1}, {"b", 2}};
  counts["c"] = 3;
  for (int i = 0; i < 100; ++i)
    counts["d"]++;
  for (auto &each : counts)
    threads.emplace_back(work);
  // CHECK: containers_joined.cpp,[[@LINE-1]],5,byKnownKeys,{{.*}},4,constant,safe
}
