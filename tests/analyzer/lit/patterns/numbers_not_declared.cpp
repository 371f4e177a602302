// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A number that no header declares is one that nothing seen writes, and a condition that did not compile is unknown.

#include <no_such_header.h>
#include <thread>
#include <vector>

void work();

void undeclaredNumber(std::vector<std::thread> &threads) {
  for (int i = 0; i < NO_SUCH_COUNT; ++i)
    threads.emplace_back(work);
  // CHECK: numbers_not_declared.cpp,[[@LINE-1]],5,undeclaredNumber,std::thread in std::vector::emplace_back,config(NO_SUCH_COUNT),config,safe
}

void undeclaredMember(std::vector<std::thread> &threads, const NoSuchType &options) {
  for (int i = 0; i < NoSuchNamespace::count(options); ++i)
    threads.emplace_back(work);
  // CHECK: numbers_not_declared.cpp,[[@LINE-1]],5,undeclaredMember,std::thread in std::vector::emplace_back,unknown({{.*}}),unknown,risky
}
