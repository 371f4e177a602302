#pragma once
// What the test uses of pools whose bodies are not seen.
#include <future>
class QRunnable {
public:
  virtual void run() = 0;
};
class QThreadPool {
public:
  static QThreadPool *globalInstance();
  void start(QRunnable *job, int priority = 0);
  bool waitForDone(int milliseconds = -1);
};
namespace QtConcurrent {
template <class F> std::future<int> run(F &&function);
template <class F> std::future<int> run(QThreadPool *pool, F &&function);
} // namespace QtConcurrent
namespace tf {
class Executor {
public:
  explicit Executor(unsigned long threads = 4);
  template <class F> std::future<int> async(F &&function);
  template <class F> void silent_async(F &&function);
};
} // namespace tf
namespace BS {
template <unsigned char features = 0> class thread_pool {
public:
  explicit thread_pool(unsigned long threads);
  template <class F> void detach_task(F &&task);
  template <class F> std::future<int> submit_task(F &&task);
};
} // namespace BS
namespace folly {
class CPUThreadPoolExecutor {
public:
  explicit CPUThreadPoolExecutor(unsigned long threads);
  void add(void (*function)());
};
} // namespace folly
namespace tbb::detail::d1 {
class task_group_base {
public:
  int wait();
};
class task_group : public task_group_base {
public:
  template <class F> void run(F &&function);
};
} // namespace tbb::detail::d1
namespace hpx {
template <class F> std::future<int> async(F &&function);
}
