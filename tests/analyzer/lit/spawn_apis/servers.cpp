// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Servers that start threads themselves, and ACE.

#include "Inputs/servers.h"

void *entry(void *);

void threadPerClient() {
  apache::thrift::server::TThreadedServer server(9090);
  server.serve();
  // CHECK: servers.cpp,[[@LINE-1]],3,threadPerClient,apache::thrift::server::TThreadedServer::serve,unbounded,unbounded,dangerous,A,none,joined
}

void pooled(drogon::HttpAppFramework &app, unsigned threads) {
  app.setThreadNum(4).run();
  // CHECK: servers.cpp,[[@LINE-1]],3,pooled,drogon::HttpAppFramework::setThreadNum,4,constant,safe,B,pool,escapes
  app.setThreadNum(threads).run();
  // CHECK: servers.cpp,[[@LINE-1]],3,pooled,drogon::HttpAppFramework::setThreadNum,config(threads),config,safe,A,pool,escapes
}

struct Task : ACE_Task_Base {
  int svc() override;
};

void ace(int count) {
  ACE_Thread_Manager::instance()->spawn(entry);
  // CHECK: servers.cpp,[[@LINE-1]],3,ace,ACE_Thread_Manager::spawn,1,constant,safe,B,none,joined
  ACE_Thread_Manager::instance()->spawn_n(4, entry);
  // CHECK: servers.cpp,[[@LINE-1]],3,ace,ACE_Thread_Manager::spawn_n,4,constant,safe,B,pool,joined
  ACE_Thread_Manager::instance()->spawn_n(count, entry);
  // CHECK: servers.cpp,[[@LINE-1]],3,ace,ACE_Thread_Manager::spawn_n,config(count),config,safe,A,pool,joined
  ACE_Thread_Manager::instance()->wait();
  Task task;
  task.activate();
  // CHECK: servers.cpp,[[@LINE-1]],3,ace,ACE_Task_Base::activate,1,constant,safe,B,pool,joined
  task.activate(0, 5);
  // CHECK: servers.cpp,[[@LINE-1]],3,ace,ACE_Task_Base::activate,5,constant,safe,B,pool,joined
  task.wait();
}

void forgotten() {
  for (;;)
    ACE_Thread_Manager::instance()->spawn(entry);
  // CHECK: servers.cpp,[[@LINE-1]],5,forgotten,ACE_Thread_Manager::spawn,unbounded,unbounded,dangerous,C,none,escapes
}
