// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Lambdas stand where they are called, not where they are written.

#include <functional>
#include <sys/socket.h>
#include <thread>
#include <vector>

void work();
void each(int count, const std::function<void(int)> &body);

void calledInALoop() {
  const auto launch = [] { std::thread(work).detach(); };
  // CHECK: [[ID:[0-9a-f]+]],lambdas.cpp,[[@LINE-1]],28,calledInALoop::(lambda),std::thread,7,constant,safe
  for (int i = 0; i < 7; ++i)
    launch();
  // CHECK: lambdas.cpp,[[@LINE-1]],5,calledInALoop,std::thread,7,constant,safe,E,trip_count,detached,,,[[ID]]
}

void writtenInALoop(std::vector<std::function<void()>> &later) {
  for (;;)
    later.push_back([] { std::thread(work).detach(); });
  // CHECK: lambdas.cpp,[[@LINE-1]],5,writtenInALoop,std::thread,unbounded,unbounded,dangerous,E
  // CHECK: lambdas.cpp,[[@LINE-2]],26,writtenInALoop::(lambda),std::thread,unbounded,unbounded,dangerous
}

void asAThread() {
  std::thread([] { std::thread(work).detach(); }).join();
  // CHECK: lambdas.cpp,[[@LINE-1]],3,asAThread,std::thread,1,constant,safe,B,{{.*}},joined
  // CHECK: lambdas.cpp,[[@LINE-2]],20,asAThread::(lambda),std::thread,1,constant,safe,{{.}},none,detached
}

void loopInside(int listener) {
  std::thread acceptor([listener] {
  // CHECK: lambdas.cpp,[[@LINE-1]],15,loopInside,std::thread,1,constant,safe
    for (;;) {
      accept(listener, nullptr, nullptr);
      std::thread(work).detach();
      // CHECK: lambdas.cpp,[[@LINE-1]],7,loopInside::(lambda),std::thread,unbounded,unbounded,dangerous,D
    }
  });
  acceptor.join();
}
