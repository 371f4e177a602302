// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Code that a header of the project declares and the run lacks is no
// library that calls back as often as it likes: what is given to it counts as what the rest of the
// project calls.

#include "Inputs/registry.h"

#include <thread>

void work();

struct Starter : Plugin {
  void run() override { std::thread(work).detach(); }
  // CHECK: missing_sources.cpp,[[@LINE-1]],25,Starter::run,std::thread,1,constant,safe
};
void keepsOne() {
  static Starter starter;
  keep(starter);
}

struct Listener {
  virtual ~Listener();
  virtual void run() = 0;
};
void subscribe(Listener &listener);
struct Started : Listener {
  void run() override { std::thread(work).detach(); }
  // CHECK: missing_sources.cpp,[[@LINE-1]],25,Started::run,std::thread,unknown(how often subscribe() runs it),unknown,risky
};
void subscribesOne() {
  static Started started;
  subscribe(started);
}
