#pragma once
// What the test uses of POCO.
#include <string>
#include <vector>
namespace Poco {
struct Runnable {
  virtual void run() = 0;
};
class Thread {
public:
  void start(Runnable &target);
  void start(void (*function)(void *), void *data = nullptr);
  template <class F> void startFunc(F &&function);
  void join();
};
class ThreadPool {
public:
  ThreadPool(int least = 2, int most = 16, int idle = 60, int stack = 0);
  void joinAll();
};
class ProcessHandle {
public:
  int wait() const;
};
class Process {
public:
  static ProcessHandle launch(const std::string &command, const std::vector<std::string> &arguments);
  static int wait(const ProcessHandle &handle);
};
class Environment {
public:
  static unsigned processorCount();
};
namespace Net {
struct StreamSocket {
  int receiveBytes(void *buffer, int length, int flags = 0);
};
struct ServerSocket {
  StreamSocket acceptConnection();
};
struct TCPServerConnectionFactory {};
class TCPServer {
public:
  TCPServer(TCPServerConnectionFactory *factory, unsigned short port = 0);
  void start();
};
} // namespace Net
template <class Class> struct TimerCallback {
  TimerCallback(Class &object, void (Class::*method)());
};
class Timer {
public:
  template <class Callback> void start(const Callback &callback);
};
} // namespace Poco
