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
namespace muduo {
class Thread {
public:
  template <class F> explicit Thread(F function, const char *name = "");
  void start();
  int join();
};
class ThreadPool {
public:
  void start(int threads);
  void stop();
  template <class F> void run(F task);
};
namespace net {
class TcpServer {
public:
  void setThreadNum(int threads);
};
} // namespace net
} // namespace muduo
namespace trantor {
class EventLoopThreadPool {
public:
  explicit EventLoopThreadPool(unsigned long threads, const char *name = "");
  void start();
  void wait();
};
class ConcurrentTaskQueue {
public:
  ConcurrentTaskQueue(unsigned long threads, const char *name);
  template <class F> void runTaskInQueue(F task);
};
class TcpServer {
public:
  void setIoLoopNum(unsigned long threads);
};
} // namespace trantor
namespace ros {
class AsyncSpinner {
public:
  explicit AsyncSpinner(unsigned threads);
  void start();
  void stop();
};
} // namespace ros
namespace rclcpp {
struct ExecutorOptions {};
namespace executors {
class MultiThreadedExecutor {
public:
  explicit MultiThreadedExecutor(const ExecutorOptions &options = ExecutorOptions(), unsigned long threads = 0);
  void spin();
};
} // namespace executors
} // namespace rclcpp
namespace bx {
class Thread {
public:
  Thread();
  bool init(int (*function)(Thread *, void *), void *data = nullptr, unsigned stack = 0, const char *name = "");
  void shutdown();
};
} // namespace bx
namespace tthread {
class thread {
public:
  thread();
  thread(void (*function)(void *), void *data);
  void join();
  void detach();
};
} // namespace tthread
