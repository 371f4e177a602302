// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// A limit below 0 is a large number to a counter without a sign.

#include <cstddef>
#include <thread>

void work();

void signedLimit() {
  int n = -1;
  for (std::size_t i = 0; i < n; i++)
    std::thread(work).detach();
    // CHECK: below_none.cpp,[[@LINE-1]],5,signedLimit,std::thread,>9.2e18,unbounded,dangerous,D,none
}
constexpr int none = -1;
void constantLimit() {
  for (unsigned i = 0; i != none; i++)
    std::thread(work).detach();
    // CHECK: below_none.cpp,[[@LINE-1]],5,constantLimit,std::thread,4294967295,constant,safe,C,trip_count
}
void passed(int k) {
  for (unsigned i = 0; i < unsigned(k - 1); i++)
    std::thread(work).detach();
    // CHECK: below_none.cpp,[[@LINE-1]],5,passed,std::thread,4294967295,constant,safe,C,trip_count
}
void pass() {
  passed(0);
}
void computed() {
  std::size_t n = 3 - 5;
  for (std::size_t i = 0; i < n; i++)
    std::thread(work).detach();
    // CHECK: below_none.cpp,[[@LINE-1]],5,computed,std::thread,>9.2e18,unbounded,dangerous,D,none
}

// Where both have a sign, or the wider one does, it is none.
void bothSigned() {
  int n = -1;
  for (int i = 0; i < n; i++)
    std::thread(work).detach();
    // CHECK: below_none.cpp,[[@LINE-1]],5,bothSigned,std::thread,0,constant,safe,C,trip_count
}
void widerSigned() {
  long n = -1;
  for (unsigned i = 0; i < n; i++)
    std::thread(work).detach();
    // CHECK: below_none.cpp,[[@LINE-1]],5,widerSigned,std::thread,0,constant,safe,C,trip_count
}
void givenLater(bool some) {
  int n = -1;
  if (some)
    n = 4;
  for (std::size_t i = 0; i < n; i++)
    std::thread(work).detach();
    // CHECK: below_none.cpp,[[@LINE-1]],5,givenLater,std::thread,4,constant,safe,C,trip_count
}
