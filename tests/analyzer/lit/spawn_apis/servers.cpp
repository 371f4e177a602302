// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Servers and frameworks that start threads themselves.

#include "Inputs/servers.h"

void *entry(void *);

void threadPerClient() {
  apache::thrift::server::TThreadedServer server(9090);
  server.serve();
  // CHECK: servers.cpp,[[@LINE-1]],3,threadPerClient,apache::thrift::server::TThreadedServer::serve,unbounded,unbounded,dangerous,A,none,joined,,,,thread
}

void pooled(drogon::HttpAppFramework &app, unsigned threads) {
  app.setThreadNum(4).run();
  // CHECK: servers.cpp,[[@LINE-1]],3,pooled,drogon::HttpAppFramework::setThreadNum,4,constant,safe,B,pool,escapes,,,,pool
  app.setThreadNum(threads).run();
  // CHECK: servers.cpp,[[@LINE-1]],3,pooled,drogon::HttpAppFramework::setThreadNum,config(threads),config,safe,A,pool,escapes,,,,pool
}

struct Task : ACE_Task_Base {
  int svc() override;
};

void ace(int count) {
  ACE_Thread_Manager::instance()->spawn(entry);
  // CHECK: servers.cpp,[[@LINE-1]],3,ace,ACE_Thread_Manager::spawn,1,constant,safe,B,none,joined,,,,thread
  ACE_Thread_Manager::instance()->spawn_n(4, entry);
  // CHECK: servers.cpp,[[@LINE-1]],3,ace,ACE_Thread_Manager::spawn_n,4,constant,safe,B,pool,joined,,,,thread
  ACE_Thread_Manager::instance()->spawn_n(count, entry);
  // CHECK: servers.cpp,[[@LINE-1]],3,ace,ACE_Thread_Manager::spawn_n,config(count),config,safe,A,pool,joined,,,,thread
  ACE_Thread_Manager::instance()->wait();
  Task task;
  task.activate();
  // CHECK: servers.cpp,[[@LINE-1]],3,ace,ACE_Task_Base::activate,1,constant,safe,B,pool,joined,,,,thread
  task.activate(0, 5);
  // CHECK: servers.cpp,[[@LINE-1]],3,ace,ACE_Task_Base::activate,5,constant,safe,B,pool,joined,,,,thread
  task.wait();
}

void forgotten() {
  for (;;)
    ACE_Thread_Manager::instance()->spawn(entry);
    // CHECK: servers.cpp,[[@LINE-1]],5,forgotten,ACE_Thread_Manager::spawn,unbounded,unbounded,dangerous,C,none,escapes,,,,thread
}

void work();

void muduoThreads(muduo::ThreadPool &pool, muduo::net::TcpServer &server, int count) {
  for (;;) {
    muduo::Thread thread(work);
    // CHECK: servers.cpp,[[@LINE-1]],19,muduoThreads,muduo::Thread,1,constant,safe,C,join,joined,,,,thread
    thread.start();
    thread.join();
  }
  pool.start(5);
  // CHECK: servers.cpp,[[@LINE-1]],3,muduoThreads,muduo::ThreadPool::start,5,constant,safe,B,pool,escapes,,,,pool
  for (;;)
    pool.run(work);
    // CHECK: servers.cpp,[[@LINE-1]],5,muduoThreads,muduo::ThreadPool::run,config(threads of pool),config,safe,C,pool,escapes,unbounded,unbounded,,task
  server.setThreadNum(count);
  // CHECK: servers.cpp,[[@LINE-1]],3,muduoThreads,muduo::net::TcpServer::setThreadNum,config(count),config,safe,A,pool,escapes,,,,pool
}

void muduoForgotten() {
  for (;;) {
    muduo::Thread thread(work);
    // CHECK: servers.cpp,[[@LINE-1]],19,muduoForgotten,muduo::Thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
    thread.start();
  }
}

void trantorThreads(trantor::TcpServer &server) {
  trantor::EventLoopThreadPool loops(3);
  // CHECK: servers.cpp,[[@LINE-1]],32,trantorThreads,trantor::EventLoopThreadPool,3,constant,safe,B,pool,joined,,,,pool
  loops.start();
  server.setIoLoopNum(2);
  // CHECK: servers.cpp,[[@LINE-1]],3,trantorThreads,trantor::TcpServer::setIoLoopNum,2,constant,safe,B,pool,escapes,,,,pool
  trantor::ConcurrentTaskQueue queue(7, "tasks");
  // CHECK: servers.cpp,[[@LINE-1]],32,trantorThreads,trantor::ConcurrentTaskQueue,7,constant,safe,B,pool,joined,,,,pool
  for (;;)
    queue.runTaskInQueue(work);
    // CHECK: servers.cpp,[[@LINE-1]],5,trantorThreads,trantor::ConcurrentTaskQueue::runTaskInQueue,7,constant,safe,C,pool,escapes,unbounded,unbounded,,task
}

void robots(unsigned count) {
  ros::AsyncSpinner four(4);
  // CHECK: servers.cpp,[[@LINE-1]],21,robots,ros::AsyncSpinner,4,constant,safe,B,pool,joined,,,,pool
  ros::AsyncSpinner all(0);
  // CHECK: servers.cpp,[[@LINE-1]],21,robots,ros::AsyncSpinner,hardware,hardware,safe,A,pool,joined,,,,pool
  rclcpp::executors::MultiThreadedExecutor executor;
  // CHECK: servers.cpp,[[@LINE-1]],44,robots,rclcpp::executors::MultiThreadedExecutor,hardware,hardware,safe,A,pool,joined,,,,pool
  rclcpp::executors::MultiThreadedExecutor some(rclcpp::ExecutorOptions(), count);
  // CHECK: servers.cpp,[[@LINE-1]],44,robots,rclcpp::executors::MultiThreadedExecutor,config(count),config,safe,A,pool,joined,,,,pool
}

int frame(bx::Thread *, void *);
class Renderer {
public:
  void start() {
    thread_.init(frame);
    // CHECK: servers.cpp,[[@LINE-1]],5,Renderer::start,bx::Thread::init,1,constant,safe,B,once,joined,,,,thread
  }
  void stop() { thread_.shutdown(); }

private:
  bx::Thread thread_;
};
Renderer renderer;

void tiny() {
  for (;;) {
    tthread::thread thread([](void *) {}, nullptr);
    // CHECK: servers.cpp,[[@LINE-1]],21,tiny,tthread::thread,1,constant,safe,C,join,joined,,,,thread
    thread.join();
  }
}
