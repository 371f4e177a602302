// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// The counter of an owner that its sessions refer to, and one that each session has for itself.

#include <atomic>
#include <memory>
#include <sys/socket.h>
#include <thread>

void work();

struct Server {
  std::atomic<int> active{0};
};

struct Session {
  Server &server;
  explicit Session(Server &owner) : server(owner) {}
  void run() {
    work();
    server.active.fetch_sub(1);
  }
};

void byReference(int listener) {
  Server server;
  while (accept(listener, nullptr, nullptr) >= 0) {
    if (server.active >= 16)
      continue;
    ++server.active;
    auto session = std::make_shared<Session>(server);
    std::thread([session] { session->run(); }).detach();
    // CHECK: owners_of_counters.cpp,[[@LINE-1]],{{.*}},byReference,std::thread,16,constant,safe
  }
}

struct Quota {
  std::atomic<int> active{0};
};

struct Guest {
  Quota *quota = new Quota;
  void run() {
    work();
    --quota->active;
  }
};

void oneEach(int listener) {
  while (accept(listener, nullptr, nullptr) >= 0) {
    auto guest = std::make_shared<Guest>();
    if (guest->quota->active >= 16)
      continue;
    ++guest->quota->active;
    std::thread([guest] { guest->run(); }).detach();
    // CHECK: owners_of_counters.cpp,[[@LINE-1]],{{.*}},oneEach,std::thread,unbounded,unbounded,dangerous
  }
}
