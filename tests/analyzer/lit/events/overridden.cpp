// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A method that overrides the handler of a library runs once for each event.

#include "Inputs/overridden.h"

#include <thread>

void serve(long);

class Server : public QTcpServer {
public:
  void incomingConnection(long descriptor) override {
    std::thread(serve, descriptor).detach();
    // CHECK: overridden.cpp,[[@LINE-1]],5,Server::incomingConnection,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
  void timerEvent(int *) override { tick(); }

private:
  void tick() {
    std::thread(serve, 0).detach();
    // CHECK: overridden.cpp,[[@LINE-1]],5,Server::tick,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
};

class Joined : public QTcpServer {
  void incomingConnection(long descriptor) override {
    std::thread thread(serve, descriptor);
    // CHECK: overridden.cpp,[[@LINE-1]],17,Joined::incomingConnection,std::thread,1,constant,safe,B,join,joined
    thread.join();
  }
};

class Request : public Poco::Net::HTTPRequestHandler {
  void handleRequest(Poco::Net::HTTPServerRequest &, Poco::Net::HTTPServerResponse &) override {
    std::thread(serve, 1).detach();
    // CHECK: overridden.cpp,[[@LINE-1]],5,Request::handleRequest,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
};

class Chat : public drogon::WebSocketController<Chat> {
  void handleNewMessage(int) override {
    std::thread(serve, 2).detach();
    // CHECK: overridden.cpp,[[@LINE-1]],5,Chat::handleNewMessage,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
};

class Rest : public Pistache::Http::Handler {
  void onRequest(int) override {
    std::thread(serve, 3).detach();
    // CHECK: overridden.cpp,[[@LINE-1]],5,Rest::onRequest,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
};

class Subscriber : public virtual mqtt::callback {
  void message_arrived(int) override {
    std::thread(serve, 4).detach();
    // CHECK: overridden.cpp,[[@LINE-1]],5,Subscriber::message_arrived,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
};

class Page : public CivetHandler {
  bool handleGet(void *, void *) override {
    std::thread(serve, 5).detach();
    // CHECK: overridden.cpp,[[@LINE-1]],5,Page::handleGet,std::thread,unbounded,unbounded,dangerous,D,none,detached
    return true;
  }
};

class Reader : public ACE_Event_Handler {
  int handle_input(int) override {
    std::thread(serve, 6).detach();
    // CHECK: overridden.cpp,[[@LINE-1]],5,Reader::handle_input,std::thread,unbounded,unbounded,dangerous,D,none,detached
    return 0;
  }
};

class OfAnOlderVersion : public QTcpServer { // as Qt 4 had it: int
  void incomingConnection(int descriptor) {
    std::thread(serve, descriptor).detach();
    // CHECK: overridden.cpp,[[@LINE-1]],5,OfAnOlderVersion::incomingConnection,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
};

class Namesake {
  virtual void incomingConnection(long) {
    std::thread(serve, 7).detach();
    // CHECK: overridden.cpp,[[@LINE-1]],5,Namesake::incomingConnection,std::thread,1,constant,safe,B,none,detached
  }
};
