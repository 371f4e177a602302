// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A number that stands among the data is data; one that the code puts there is what it says.

#include <algorithm>
#include <thread>
#include <vector>

void work();

static void ofData(int count) {
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: elements_passed_on.cpp,[[@LINE-1]],5,ofData,std::thread,size(count){{.*}},size,risky
}
void data(const std::vector<int> &counts) {
  for (int count : counts)
    ofData(count);
  // CHECK: elements_passed_on.cpp,[[@LINE-1]],5,data,std::thread,size(count)*size(counts),size,risky
}

void inPlace(const std::vector<int> &counts) {
  for (int count : counts)
    for (int i = 0; i < count; ++i)
      std::thread(work).join();
  // CHECK: elements_passed_on.cpp,[[@LINE-1]],7,inPlace,std::thread,1,constant,safe
  for (int count : counts)
    for (int i = 0; i < count; ++i)
      std::thread(work).detach();
  // CHECK: elements_passed_on.cpp,[[@LINE-1]],7,inPlace,std::thread,size(count)*size(counts),size,risky
}

static void ofList(int count) {
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: elements_passed_on.cpp,[[@LINE-1]],5,ofList,std::thread,{{[0-9]+}},constant,safe
}
void list() {
  for (int count : {1, 2, 8})
    ofList(count);
  // CHECK: elements_passed_on.cpp,[[@LINE-1]],5,list,std::thread,24,constant,safe
}

void filled() {
  std::vector<int> counts;
  counts.push_back(2);
  counts.push_back(16);
  for (int count : counts)
    for (int i = 0; i < count; ++i)
      std::thread(work).detach();
  // CHECK: elements_passed_on.cpp,[[@LINE-1]],7,filled,std::thread,32,constant,safe
}

void cut(const std::vector<int> &counts) {
  for (int count : counts) {
    if (count > 4)
      count = 4;
    for (int i = 0; i < count; ++i)
      std::thread(work).detach();
    // CHECK: elements_passed_on.cpp,[[@LINE-1]],7,cut,std::thread,"size(counts)*min(4, size(count))",size,risky
  }
}

void each(const std::vector<int> &counts) {
  std::for_each(counts.begin(), counts.end(), [](int count) {
    // CHECK: elements_passed_on.cpp,[[@LINE-1]],3,each,std::thread,size(count)*size(counts),size,risky
    for (int i = 0; i < count; ++i)
      std::thread(work).detach();
    // CHECK: elements_passed_on.cpp,[[@LINE-1]],7,each::(lambda),std::thread,size(count),size,risky
  });
}
