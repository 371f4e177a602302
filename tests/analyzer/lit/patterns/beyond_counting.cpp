// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A number beyond counting is told as such, and is no limit; one that can be counted is.

#include <thread>

void work();

void toTheEndOfTheType() {
  for (unsigned long long i = 0; i < 18446744073709551615ull; ++i)
    std::thread(work).detach();
  // CHECK: beyond_counting.cpp,[[@LINE-1]],5,toTheEndOfTheType,std::thread,>9.2e18,unbounded,dangerous,D,none,detached
}

void nested() {
  for (long a = 0; a < 1000000; ++a)
    for (long b = 0; b < 1000000; ++b)
      for (long c = 0; c < 1000000; ++c)
        for (long d = 0; d < 1000000; ++d)
          std::thread(work).detach();
  // CHECK: beyond_counting.cpp,[[@LINE-1]],11,nested,std::thread,>9.2e18,unbounded,dangerous,D,none,detached
}

void limitedAllTheSame() {
  for (unsigned long long i = 0; i < 18446744073709551615ull; ++i) {
    if (i >= 8)
      break;
    std::thread(work).detach();
    // CHECK: beyond_counting.cpp,[[@LINE-1]],5,limitedAllTheSame,std::thread,8,constant,safe,C,trip_count,detached
  }
}

void aMillion() {
  for (int i = 0; i < 1000000; ++i)
    std::thread(work).detach();
  // CHECK: beyond_counting.cpp,[[@LINE-1]],5,aMillion,std::thread,1000000,constant,safe,C,trip_count,detached
}
