#pragma once
// What the test uses of databases, compilers, browsers and learning.
#include <functional>
#include <memory>
#include <string>

namespace rocksdb {
class Env {
public:
  virtual void Schedule(void (*function)(void *), void *data, int priority = 0);
  virtual void StartThread(void (*function)(void *), void *data);
  virtual void WaitForJoin();
};
} // namespace rocksdb
namespace leveldb {
class Env {
public:
  static Env *Default();
  virtual void Schedule(void (*function)(void *), void *data) = 0;
  virtual void StartThread(void (*function)(void *), void *data) = 0;
};
} // namespace leveldb
namespace tsl {
struct ThreadOptions {};
class Thread {
public:
  virtual ~Thread();
};
class Env {
public:
  virtual Thread *StartThread(const ThreadOptions &options, const std::string &name, std::function<void()> function) = 0;
};
namespace thread {
class ThreadPool {
public:
  ThreadPool(Env *env, const std::string &name, int threads);
  ThreadPool(Env *env, const ThreadOptions &options, const std::string &name, int threads);
  void Schedule(std::function<void()> function);
};
} // namespace thread
} // namespace tsl
namespace arrow {
template <class T> class Result {
public:
  T ValueOrDie();
};
template <class T> class Future {
public:
  const Result<T> &result() const;
  void Wait() const;
};
namespace internal {
class Executor {
public:
  template <class F> Result<Future<int>> Submit(F &&function);
  template <class F> int Spawn(F &&function);
};
class ThreadPool : public Executor {
public:
  static Result<std::shared_ptr<ThreadPool>> Make(int threads);
  int Shutdown(bool wait = true);
};
} // namespace internal
} // namespace arrow
namespace llvm {
class thread {
public:
  thread();
  template <class F> explicit thread(F &&function);
  void join();
  void detach();
};
class ThreadPoolInterface {
public:
  template <class F> int async(F &&function);
  virtual void wait() = 0;
};
struct ThreadPoolStrategy {
  unsigned ThreadsRequested = 0;
};
ThreadPoolStrategy hardware_concurrency(unsigned count = 0);
class StdThreadPool : public ThreadPoolInterface {
public:
  StdThreadPool(ThreadPoolStrategy strategy = hardware_concurrency());
  void wait() override;
};
namespace sys {
struct ProcessInfo {
  int Pid;
};
int ExecuteAndWait(const char *program, const char *arguments);
ProcessInfo ExecuteNoWait(const char *program, const char *arguments);
ProcessInfo Wait(const ProcessInfo &process, unsigned seconds);
} // namespace sys
} // namespace llvm
namespace grpc_core {
class Thread {
public:
  Thread();
  Thread(const char *name, void (*body)(void *), void *data, bool *success = nullptr);
  void Start();
  void Join();
};
} // namespace grpc_core
namespace webrtc {
class PlatformThread final {
public:
  virtual ~PlatformThread();
  void Finalize();
  static PlatformThread SpawnJoinable(std::function<void()> function, const char *name);
  static PlatformThread SpawnDetached(std::function<void()> function, const char *name);
};
class Thread {
public:
  static std::unique_ptr<Thread> Create();
  bool Start();
  virtual void Stop();
};
} // namespace webrtc
namespace base {
struct Location {};
class Thread {
public:
  explicit Thread(const std::string &name);
  bool Start();
  void Stop();
};
class PlatformThread {
public:
  class Delegate {
  public:
    virtual void ThreadMain() = 0;
  };
  static bool Create(unsigned long stack, Delegate *delegate, unsigned long *handle);
  static void Join(unsigned long handle);
};
class SimpleThread : public PlatformThread::Delegate {
public:
  void Start();
  void Join();
  virtual void Run() = 0;
  void ThreadMain() override;
};
class ThreadPool {
public:
  static bool PostTask(const Location &from, std::function<void()> task);
};
class Process {
public:
  bool WaitForExit(int *code) const;
};
struct LaunchOptions {};
Process LaunchProcess(const std::string &command, const LaunchOptions &options);
} // namespace base
