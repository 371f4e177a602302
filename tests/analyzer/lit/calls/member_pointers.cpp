// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Calls of what a pointer to a member holds, and of what is given to std::invoke.

#include <functional>
#include <thread>

int take();

struct Server {
  void serve(int connection) {
    std::thread([connection] { (void)connection; }).detach();
    // CHECK: member_pointers.cpp,[[@LINE-1]],{{.*}},Server::serve,std::thread,1,constant,safe
  }
};

void byPointer() {
  Server server;
  void (Server::*method)(int) = &Server::serve;
  for (;;)
    (server.*method)(take());
  // CHECK: member_pointers.cpp,[[@LINE-1]],{{.*}},byPointer,std::thread,unbounded,unbounded,dangerous
}

void byPointerToBoth(Server *server) {
  auto method = &Server::serve;
  for (;;)
    (server->*method)(take());
  // CHECK: member_pointers.cpp,[[@LINE-1]],{{.*}},byPointerToBoth,std::thread,unbounded,unbounded,dangerous
}

void spawn(int connection) {
  std::thread([connection] { (void)connection; }).detach();
  // CHECK: member_pointers.cpp,[[@LINE-1]],{{.*}},spawn,std::thread,1,constant,safe
}

void invoked() {
  for (;;)
    std::invoke(spawn, take());
  // CHECK: member_pointers.cpp,[[@LINE-1]],{{.*}},invoked,std::thread,unbounded,unbounded,dangerous
}

void kept() {
  auto bound = std::bind(spawn, std::placeholders::_1);
  for (int i = 0; i < 3; ++i)
    bound(i);
  // CHECK: member_pointers.cpp,[[@LINE-1]],{{.*}},kept,std::thread,3,constant,safe
}
