#pragma once
// What the test uses of servers that start threads themselves, and of ACE.
namespace apache::thrift::server {
class TThreadedServer {
public:
  explicit TThreadedServer(int port);
  void serve();
};
} // namespace apache::thrift::server
namespace drogon {
class HttpAppFramework {
public:
  virtual HttpAppFramework &setThreadNum(unsigned long threads) = 0;
  virtual void run() = 0;
};
} // namespace drogon
typedef void *(*ACE_THR_FUNC)(void *);
class ACE_Thread_Manager {
public:
  static ACE_Thread_Manager *instance();
  int spawn(ACE_THR_FUNC entry, void *data = nullptr, long flags = 0);
  int spawn_n(unsigned long count, ACE_THR_FUNC entry, void *data = nullptr, long flags = 0);
  int wait();
};
class ACE_Task_Base {
public:
  virtual int activate(long flags = 0, int threads = 1, int force = 0);
  virtual int wait();
  virtual int svc();
};
