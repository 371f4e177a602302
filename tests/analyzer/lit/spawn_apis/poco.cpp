// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// What starts units in POCO.

#include "Inputs/poco.h"

void work();

void one(Poco::Runnable &job) {
  Poco::Thread thread;
  thread.start(job);
  // CHECK: poco.cpp,[[@LINE-1]],3,one,Poco::Thread::start,1,constant,safe,B,none,joined
  thread.join();
}

void several(Poco::Runnable &job) {
  std::vector<Poco::Thread> threads(4);
  for (Poco::Thread &thread : threads)
    thread.start(job);
  // CHECK: poco.cpp,[[@LINE-1]],5,several,Poco::Thread::start,4,constant,safe,C,trip_count,joined
  for (Poco::Thread &thread : threads)
    thread.join();
}

void inTurn() {
  for (;;) {
    Poco::Thread thread;
    thread.startFunc(work);
    // CHECK: poco.cpp,[[@LINE-1]],5,inTurn,Poco::Thread::startFunc,1,constant,safe,C,join,joined
    thread.join();
  }
}

void forgotten() {
  for (;;)
    (new Poco::Thread)->startFunc(work);
  // CHECK: poco.cpp,[[@LINE-1]],5,forgotten,Poco::Thread::startFunc,unbounded,unbounded,dangerous,C,none,escapes
}

void pools(int most) {
  Poco::ThreadPool own;
  // CHECK: poco.cpp,[[@LINE-1]],20,pools,Poco::ThreadPool,16,constant,safe,B,pool,joined
  Poco::ThreadPool configured(1, most);
  // CHECK: poco.cpp,[[@LINE-1]],20,pools,Poco::ThreadPool,config(most),config,safe,A,pool,joined
  Poco::ThreadPool all(1, Poco::Environment::processorCount());
  // CHECK: poco.cpp,[[@LINE-1]],20,pools,Poco::ThreadPool,hardware,hardware,safe,A,pool,joined
}

void perConnection(Poco::Net::ServerSocket &listener) {
  for (;;) {
    Poco::Net::StreamSocket socket = listener.acceptConnection();
    (new Poco::Thread)->startFunc(work);
    // CHECK: poco.cpp,[[@LINE-1]],5,perConnection,Poco::Thread::startFunc,unbounded,unbounded,dangerous,C,none,escapes
  }
}

void server(Poco::Net::TCPServerConnectionFactory *factory) {
  Poco::Net::TCPServer server(factory, 80);
  // CHECK: poco.cpp,[[@LINE-1]],24,server,Poco::Net::TCPServer,16,constant,safe,B,pool,joined
  server.start();
}

void processes() {
  for (;;) {
    Poco::ProcessHandle child = Poco::Process::launch("ls", {});
    // CHECK: poco.cpp,[[@LINE-1]],33,processes,Poco::Process::launch,1,constant,safe,C,join,joined
    child.wait();
  }
}

void loose() {
  for (;;)
    Poco::Process::launch("ls", {});
  // CHECK: poco.cpp,[[@LINE-1]],5,loose,Poco::Process::launch,unbounded,unbounded,dangerous,C,none,escapes
}
