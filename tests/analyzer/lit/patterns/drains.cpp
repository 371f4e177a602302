// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A loop until a container is empty has as many rounds as elements, if each round takes one out.

#include <queue>
#include <stack>
#include <thread>
#include <vector>

void work();
bool done(int);
bool more();

void mayLeaveItThere() {
  std::queue<int> jobs;
  for (int i = 0; i < 5; ++i)
    jobs.push(i);
  while (!jobs.empty()) {
    std::thread(work).detach();
    // CHECK: drains.cpp,[[@LINE-1]],5,mayLeaveItThere,std::thread,unknown(a round need not take an element out of jobs),unknown,risky
    if (done(jobs.front()))
      jobs.pop();
  }
}

void mayLeaveItOnTheStack() {
  std::stack<int> jobs;
  for (int i = 0; i < 5; ++i)
    jobs.push(i);
  while (jobs.size() > 0) {
    std::thread(work).detach();
    // CHECK: drains.cpp,[[@LINE-1]],5,mayLeaveItOnTheStack,std::thread,unknown(a round need not take an element out of jobs),unknown,risky
    if (more())
      continue;
    jobs.pop();
  }
}

void takesOneEachTime() {
  std::vector<int> jobs(5);
  while (!jobs.empty()) {
    std::thread(work).detach();
    // CHECK: drains.cpp,[[@LINE-1]],5,takesOneEachTime,std::thread,5,constant,safe
    jobs.pop_back();
  }
}

void takesWhereItStarts() {
  std::vector<int> jobs(5);
  while (!jobs.empty())
    if (more()) {
      std::thread(work).detach();
      // CHECK: drains.cpp,[[@LINE-1]],7,takesWhereItStarts,std::thread,5,constant,safe
      jobs.pop_back();
    }
}

void takesInBothArms() {
  std::vector<int> jobs(5);
  while (!jobs.empty()) {
    std::thread(work).detach();
    // CHECK: drains.cpp,[[@LINE-1]],5,takesInBothArms,std::thread,5,constant,safe
    if (more())
      jobs.pop_back();
    else
      jobs.erase(jobs.begin());
  }
}

void takesSeveral() {
  std::vector<int> jobs(5);
  while (!jobs.empty()) {
    for (int i = 0; i < 2 && !jobs.empty(); ++i)
      jobs.pop_back();
    std::thread(work).detach();
    // CHECK: drains.cpp,[[@LINE-1]],5,takesSeveral,std::thread,5,constant,safe
  }
}
