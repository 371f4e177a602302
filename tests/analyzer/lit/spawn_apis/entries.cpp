// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A thread that runs a method of the object on which it is started.

#include "../events/Inputs/overridden.h"

#include <thread>

void work();

class Worker : public QThread {
  void run() override {
    std::thread(work).detach();
    // CHECK: entries.cpp,[[@LINE-1]],5,Worker::run,std::thread,config(count),config,safe,B,none,detached
  }
};

void several(int count) {
  for (int i = 0; i < count; ++i)
    (new Worker)->start();
  // CHECK: entries.cpp,[[@LINE-1]],5,several,QThread::start,config(count),config,safe,C,trip_count,escapes
  // CHECK: entries.cpp,[[@LINE-2]],5,several,std::thread,config(count),config,safe,E,trip_count,detached
}

class Chain : public QThread {
  void run() override {
    (new Chain)->start();
    // CHECK: entries.cpp,[[@LINE-1]],5,Chain::run,QThread::start,unbounded,unbounded,dangerous,A,none,escapes
  }
};

void chain() { (new Chain)->start(); }
// CHECK: entries.cpp,[[@LINE-1]],16,chain,QThread::start,1,constant,safe,B,none,escapes

class Service : public ACE_Task_Base {
  int svc() override {
    std::thread(work).detach();
    // CHECK: entries.cpp,[[@LINE-1]],5,Service::svc,std::thread,1,constant,safe,B,none,detached
    return 0;
  }
};

void service() {
  Service service;
  service.activate();
  // CHECK: entries.cpp,[[@LINE-1]],3,service,ACE_Task_Base::activate,1,constant,safe,B,pool,escapes
}
