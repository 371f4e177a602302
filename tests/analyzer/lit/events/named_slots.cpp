// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A slot that is connected by its name runs once for each signal.

#include "Inputs/named_slots.h"

#include <thread>

void serve();

class Logger : public QObject {
public:
  void written() {
    std::thread(serve).detach();
    // CHECK: named_slots.cpp,[[@LINE-1]],5,Logger::written,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
  void accept() {
    std::thread(serve).detach();
    // CHECK: named_slots.cpp,[[@LINE-1]],5,Logger::accept,std::thread,1,constant,safe,B,none,detached
  }
};

class Server : public QObject {
public:
  Server(QTcpServer *server, Logger *logger) {
    connect(server, SIGNAL(newConnection()), this, SLOT(accept()));
    connect(server, SIGNAL(closed(int)), SLOT(close(int)));
    connect(server, SIGNAL(closed(int)), logger, SLOT(written()));
  }

private:
  void accept() {
    std::thread(serve).detach();
    // CHECK: named_slots.cpp,[[@LINE-1]],5,Server::accept,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
  void close(int) {
    std::thread(serve).detach();
    // CHECK: named_slots.cpp,[[@LINE-1]],5,Server::close,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
};
