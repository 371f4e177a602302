// RUN: not %audit -q --root %S --only invalid-declaration %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning:
// A declaration without effect is told, with what it should be.

#include <thread>

void work();

void each(int count) {
  for (int i = 0; i < count; ++i) {
    std::thread(work).detach(); // loadline: bound(8)
    // CHECK: invalid-declaration.cpp:[[@LINE-1]]:33: warning: a declared bound needs its reason: 'loadline: bound(8): why no more can be alive' [invalid-declaration]
    std::thread(work).detach(); // loadline: bound(eight): backends
    // CHECK: invalid-declaration.cpp:[[@LINE-1]]:33: warning: 'eight' is no bound: {{.*}} [invalid-declaration]
    std::thread(work).detach(); // loadline: limit(8): backends
    // CHECK: invalid-declaration.cpp:[[@LINE-1]]:33: warning: 'limit' means nothing to the audit: 'loadline: bound(8): why no more can be alive' is expected [invalid-declaration]
    std::thread(work).detach(); /* loadline: bound(unbounded): backends */
    // CHECK: invalid-declaration.cpp:[[@LINE-1]]:33: warning: 'unbounded' limits nothing: {{.*}} [invalid-declaration]
    std::thread(work).detach(); // loadline: bound(8: backends
    // CHECK: invalid-declaration.cpp:[[@LINE-1]]:33: warning: the bound has no brackets around it: {{.*}} [invalid-declaration]
  }
}

// CHECK: invalid-declaration.cpp:[[@LINE+1]]:1: warning: the declared bound is about nothing: {{.*}} [invalid-declaration]
// loadline: bound(8): backends are a fixed set
int backends();

// loadline: bound( 2 * hardware ): two for each core
void read(int count) {
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
}
