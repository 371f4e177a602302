// REQUIRES: qt
// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 -fPIC -isystem %qt_headers -isystem %qt_headers/QtCore -isystem %qt_headers/QtNetwork | FileCheck %s --implicit-check-not=.cpp
// What is connected to a signal of Qt runs each time that it is sent.

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUdpSocket>

#include <thread>

void serve(QTcpSocket *);
void tick();

class Server : public QObject {
public:
  Server() {
    connect(&server_, &QTcpServer::newConnection, this, &Server::accept);
    connect(&timer_, &QTimer::timeout, this, [] {
      std::thread(tick).detach();
      // CHECK: qt.cpp,[[@LINE-1]],7,Server::Server::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
    });
  }

private:
  void accept() {
    std::thread(serve, server_.nextPendingConnection()).detach();
    // CHECK: qt.cpp,[[@LINE-1]],5,Server::accept,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
  QTcpServer server_;
  QTimer timer_;
};

void later(QObject *object) {
  QTimer::singleShot(10, [] {
    std::thread(tick).detach();
    // CHECK: qt.cpp,[[@LINE-1]],5,later::(lambda),std::thread,1,constant,safe,B,none,detached
  });
  QMetaObject::invokeMethod(object, [] {
    std::thread(tick).detach();
    // CHECK: qt.cpp,[[@LINE-1]],5,later::(lambda),std::thread,1,constant,safe,B,none,detached
  }, Qt::QueuedConnection);
}

void blocking(QTcpServer &server) {
  while (server.waitForNewConnection(-1))
    std::thread(serve, server.nextPendingConnection()).detach();
  // CHECK: qt.cpp,[[@LINE-1]],5,blocking,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

void datagrams(QUdpSocket &socket) {
  for (;;) {
    socket.receiveDatagram();
    std::thread(tick).detach();
    // CHECK: qt.cpp,[[@LINE-1]],5,datagrams,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
}

void callsOnce(QObject *object) {
  auto start = [] {
    std::thread(tick).detach();
    // CHECK: qt.cpp,[[@LINE-1]],5,callsOnce::(lambda),std::thread,1,constant,safe,B,none,detached
  };
  start();
  object->disconnect();
}
