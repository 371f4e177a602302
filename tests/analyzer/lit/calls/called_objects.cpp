// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// An object that is given away runs by its call operator, as a lambda does.

#include <algorithm>
#include <asio.hpp>
#include <thread>
#include <vector>

void work();

struct Server;

struct Accepted {
  Server *server;
  void operator()(std::error_code, asio::ip::tcp::socket) const;
};

struct Server {
  asio::ip::tcp::acceptor acceptor;
  void next() { acceptor.async_accept(Accepted{this}); }
};

void Accepted::operator()(std::error_code, asio::ip::tcp::socket) const {
  std::thread(work).detach();
  // CHECK: called_objects.cpp,[[@LINE-1]],3,Accepted::operator(),std::thread,unbounded,unbounded,dangerous,
  server->next();
}

struct AcceptedOnce {
  void operator()(std::error_code, asio::ip::tcp::socket) const {
    std::thread(work).detach();
    // CHECK: called_objects.cpp,[[@LINE-1]],5,AcceptedOnce::operator(),std::thread,1,constant,safe,
  }
};

void one(asio::ip::tcp::acceptor &acceptor) { acceptor.async_accept(AcceptedOnce{}); }

struct Job {
  void operator()() const {
    std::thread(work).detach();
    // CHECK: called_objects.cpp,[[@LINE-1]],5,Job::operator(),std::thread,unbounded,unbounded,dangerous,
  }
};

void inEachUnit() {
  for (;;) {
    Job job;
    std::thread unit(job);
    // CHECK: called_objects.cpp,[[@LINE-1]],17,inEachUnit,std::thread,1,constant,safe,{{.}},join
    // CHECK: called_objects.cpp,[[@LINE-2]],17,inEachUnit,std::thread,unbounded,unbounded,dangerous,
    unit.join();
  }
}
