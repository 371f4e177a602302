// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// What is inserted from another container is as much as that holds.

#include <thread>
#include <vector>

void run(int);

void fromOneOfKnownSize() {
  std::vector<int> all, ports(5);
  all.insert(all.end(), ports.begin(), ports.end());
  for (const int port : all)
    std::thread(run, port).detach();
  // CHECK: filled_from_ranges.cpp,[[@LINE-1]],5,fromOneOfKnownSize,std::thread,5,constant,safe
}

void severalTimes() {
  std::vector<int> all, ports(5);
  for (int i = 0; i < 3; ++i)
    all.insert(all.end(), ports.begin(), ports.end());
  for (const int port : all)
    std::thread(run, port).detach();
  // CHECK: filled_from_ranges.cpp,[[@LINE-1]],5,severalTimes,std::thread,15,constant,safe
}

void fromItself() {
  std::vector<int> all(5);
  all.insert(all.end(), all.begin(), all.end());
  for (const int port : all)
    std::thread(run, port).detach();
  // CHECK: filled_from_ranges.cpp,[[@LINE-1]],5,fromItself,std::thread,{{.*}}size(all){{.*}},risky
}

void fromWhatIsGiven(const std::vector<int> &ports) {
  std::vector<int> all;
  all.insert(all.end(), ports.begin(), ports.end());
  for (const int port : all)
    std::thread(run, port).detach();
  // CHECK: filled_from_ranges.cpp,[[@LINE-1]],5,fromWhatIsGiven,std::thread,size(ports),size,risky
}
