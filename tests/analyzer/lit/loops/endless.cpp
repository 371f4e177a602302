// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Loops that nothing counts.

#include <atomic>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>

bool ready();
void work();
void handle(std::string);
std::atomic<bool> running{true};

void always() {
  while (true)
    std::thread(work).detach();
  // CHECK: endless.cpp,[[@LINE-1]],5,always,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

void forEver() {
  for (;;)
    std::thread(work).detach();
  // CHECK: endless.cpp,[[@LINE-1]],5,forEver,std::thread,unbounded,unbounded,dangerous,D
}

void asLongAsAsked() {
  while (running)
    std::thread(work).detach();
  // CHECK: endless.cpp,[[@LINE-1]],5,asLongAsAsked,std::thread,unbounded,unbounded,dangerous,D
}

void asLongAsCalled() {
  while (ready())
    std::thread(work).detach();
  // CHECK: endless.cpp,[[@LINE-1]],5,asLongAsCalled,std::thread,unbounded,unbounded,dangerous,D
}

void jumps() {
again:
  std::thread(work).detach();
  // CHECK: endless.cpp,[[@LINE-1]],3,jumps,std::thread,unbounded,unbounded,dangerous,D
  goto again;
}

void lines(std::istream &in) {
  std::string line;
  while (std::getline(in, line))
    std::thread(handle, line).detach();
  // CHECK: endless.cpp,[[@LINE-1]],5,lines,std::thread,outside({{.*}}),size,dangerous,D
}

void words() {
  std::string word;
  while (std::cin >> word)
    std::thread(handle, word).detach();
  // CHECK: endless.cpp,[[@LINE-1]],5,words,std::thread,outside({{.*}}),size,dangerous,D
}

void countFromFile() {
  std::ifstream file("jobs");
  int count = 0;
  file >> count;
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: endless.cpp,[[@LINE-1]],5,countFromFile,std::thread,outside(count),size,dangerous,D
}

void untilTheFirstSuccess() {
  for (;;) {
    try {
      std::thread(work).detach();
      // CHECK: endless.cpp,[[@LINE-1]],7,untilTheFirstSuccess,std::thread,1,constant,safe
      break;
    } catch (const std::system_error &) {
      std::this_thread::yield();
    }
  }
}
