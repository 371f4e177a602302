// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// A gate that each object has for itself holds for as many objects as its method is called on: those that events make, or
// the one part of an object that there is once.

#include <memory>
#include <sys/socket.h>
#include <thread>

void work();
int next();

class Socket {
public:
  void start() {
    if (thread_.joinable())
      return;
    thread_ = std::thread(work);
    // CHECK: parts_of_one_object.cpp,[[@LINE-1]],15,Socket::start,std::thread,1,constant,safe
  }
  void run();

private:
  std::thread thread_;
};

class Chat {
public:
  void start() { socket_.start(); }

private:
  Socket socket_;
};

void serves(int listener) {
  for (;;) {
    accept(listener, nullptr, nullptr);
    auto socket = std::make_shared<Socket>();
    socket->run();
  }
}

void asks() {
  Chat chat;
  for (;;)
    if (next() == 1)
      chat.start();
  // CHECK: parts_of_one_object.cpp,[[@LINE-1]],7,asks,std::thread,1,constant,safe,E,once
}

class Session {
public:
  void start() {
    if (thread_.joinable())
      return;
    thread_ = std::thread(work);
    // CHECK: parts_of_one_object.cpp,[[@LINE-1]],15,Session::start,std::thread,unbounded,unbounded,dangerous
  }

private:
  std::thread thread_;
};

void servesSessions(int listener) {
  for (;;) {
    accept(listener, nullptr, nullptr);
    auto session = new Session;
    session->start();
    // CHECK: parts_of_one_object.cpp,[[@LINE-1]],5,servesSessions,std::thread,unbounded,unbounded,dangerous
  }
}
