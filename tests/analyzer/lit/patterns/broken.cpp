// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Sources that do not compile give what can be understood of them.

#include <no_such_header.h>
#include <sys/socket.h>
#include <thread>
#include <vector>

void serve(int);
void work();

void afterAMissingHeader(int listener) {
  NoSuchType logger;
  logger.info("ready");
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    std::thread(serve, client).detach();
    // CHECK: broken.cpp,[[@LINE-1]],5,afterAMissingHeader,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
}

void undeclaredInTheLoop(int count) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) {
    no_such_function(i);
    threads.emplace_back(work);
    // CHECK: broken.cpp,[[@LINE-1]],5,undeclaredInTheLoop,std::thread in std::vector::emplace_back,config(count),config,safe,C,trip_count,joined
  }
  for (auto &thread : threads)
    thread.join();
}

int noReturnType(int listener) {
  unknown_t value = accept(listener, nullptr, nullptr);
  std::thread thread(serve, value);
  // CHECK: broken.cpp,[[@LINE-1]],15,noReturnType,std::thread,1,constant,safe,B,none,joined
  thread.join();
}

void overloaded(int);
void overloaded();

void argumentsInError(std::vector<std::thread> &threads, int listener) {
  for (;;) {
    std::thread thread(serve, no_such_wrapper(accept(listener, nullptr, nullptr)));
    // CHECK: broken.cpp,[[@LINE-1]],17,argumentsInError,std::thread,unbounded,unbounded,dangerous,D,none,detached
    thread.detach();
    threads.push_back(std::thread(overloaded));
    // CHECK: broken.cpp,[[@LINE-1]],23,argumentsInError,std::thread,unbounded,unbounded,dangerous,C,none,escapes
    std::thread none;
  }
}
