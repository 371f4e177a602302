// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Calls of what a pointer to a member holds, and of what is given to std::invoke.

#include <functional>
#include <thread>
#include <vector>

int take();

struct Server {
  void serve(int connection) {
    std::thread([connection] { (void)connection; }).detach();
    // CHECK: member_pointers.cpp,[[@LINE-1]],{{.*}},Server::serve,std::thread,unbounded,unbounded,dangerous
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
  // CHECK: member_pointers.cpp,[[@LINE-1]],{{.*}},spawn,std::thread,unbounded,unbounded,dangerous
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

// A function that is given and called in a lambda which is kept runs where that lambda does.
struct Api {
  void asked(int connection) {
    std::thread([connection] { (void)connection; }).detach();
    // CHECK: member_pointers.cpp,[[@LINE-1]],{{.*}},Api::asked,std::thread,unbounded,unbounded,dangerous
  }
  void bound(int connection) {
    std::thread([connection] { (void)connection; }).detach();
    // CHECK: member_pointers.cpp,[[@LINE-1]],{{.*}},Api::bound,std::thread,unbounded,unbounded,dangerous
  }
  void told(int connection) {
    std::thread([connection] { (void)connection; }).detach();
    // CHECK: member_pointers.cpp,[[@LINE-1]],{{.*}},Api::told,std::thread,10,constant,safe
  }
};

std::vector<std::function<void(int)>> handlers;

template <class Object> void handle(void (Object::*method)(int), Object *object) {
  handlers.push_back([=](int connection) { (object->*method)(connection); });
}
std::function<void(int)> bindTo(void (Api::*method)(int), Api *object) {
  return [=](int connection) { (object->*method)(connection); };
}
void tell(void (Api::*method)(int), Api *object, int count) {
  for (int i = 0; i < count; ++i)
    (object->*method)(i);
}

void serves(Api *api) {
  handle(&Api::asked, api);
  handlers.push_back(bindTo(&Api::bound, api));
  tell(&Api::told, api, 10);
  // CHECK: member_pointers.cpp,[[@LINE-1]],{{.*}},serves,std::thread,10,constant,safe,E
  for (;;)
    for (auto &handler : handlers)
      handler(take());
}
