// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// An object that has one thread at a time starts no second one, however often it is told to.

#include "Inputs/named_slots.h"

class Window : public QObject {
public:
  explicit Window(QObject *button) : held_(new QThread) {
    connect(button, SIGNAL(clicked()), this, SLOT(go()));
  }

private:
  void go() {
    thread_.start();
    // CHECK: one_per_object.cpp,[[@LINE-1]],5,Window::go,QThread::start,1,constant,safe,{{.}},once
    held_->start();
    // CHECK: one_per_object.cpp,[[@LINE-1]],5,Window::go,QThread::start,1,constant,safe,{{.}},once
    if (!late_)
      late_ = new QThread(this);
    late_->start();
    // CHECK: one_per_object.cpp,[[@LINE-1]],5,Window::go,QThread::start,1,constant,safe,{{.}},once
    another_ = new QThread(this);
    another_->start();
    // CHECK: one_per_object.cpp,[[@LINE-1]],5,Window::go,QThread::start,unbounded,unbounded,dangerous
    auto *fresh = new QThread(this);
    fresh->start();
    // CHECK: one_per_object.cpp,[[@LINE-1]],5,Window::go,QThread::start,unbounded,unbounded,dangerous
  }

  QThread thread_;
  QThread *held_;
  QThread *late_ = nullptr;
  QThread *another_ = nullptr;
};

class Client : public QObject { // one for each connection
public:
  Client() { thread_.start(); }
  // CHECK: one_per_object.cpp,[[@LINE-1]],14,Client::Client,QThread::start,unbounded,unbounded,dangerous

private:
  QThread thread_;
};

class Server : public QObject {
public:
  explicit Server(QTcpServer *server) {
    connect(server, SIGNAL(newConnection()), this, SLOT(accept()));
  }

private:
  void accept() { new Client; }
};

void start(QObject *button, QTcpServer *tcp) {
  static Window window(button);
  static Server server(tcp);
}
