// RUN: not %audit -q --root %S --only nested-acquire %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning: --implicit-check-not=error:
// One of many is not held while one of few is waited for.

#include <semaphore>

void serve(int);
std::counting_semaphore<> all(200), ofTenant(20);
std::binary_semaphore writing(1);
std::counting_semaphore<> places(64), items(0);

void wideFirst(int request) {
  all.acquire();
  ofTenant.acquire();
  // CHECK: nested-acquire.cpp:[[@LINE-1]]:3: warning: one of 20 permits of ofTenant is waited for while one of 200 of all is held; those who wait keep all others out. Take ofTenant first, or only try to [nested-acquire]
  // CHECK-NEXT: nested-acquire.cpp:[[@LINE-3]]:3: note: holds one of 200 permits of all
  serve(request);
  ofTenant.release();
  all.release();
}

void narrowFirst(int request) {
  ofTenant.acquire();
  all.acquire();
  serve(request);
  all.release();
  ofTenant.release();
}

void oneAfterTheOther(int request) {
  all.acquire();
  serve(request);
  all.release();
  ofTenant.acquire();
  serve(request);
  ofTenant.release();
}

void aLockInside(int request) {
  all.acquire();
  writing.acquire();
  serve(request);
  writing.release();
  all.release();
}

void putIntoABuffer(int request) {
  places.acquire();
  ofTenant.acquire();
  serve(request);
  ofTenant.release();
  items.release();
}
