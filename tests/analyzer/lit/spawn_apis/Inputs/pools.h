#pragma once
// What the test uses of pools that come as one header.
#include <thread>
namespace tf {
class Executor {
public:
  explicit Executor(unsigned long threads = std::thread::hardware_concurrency());
  void wait_for_all();
};
} // namespace tf
namespace BS {
template <unsigned char features = 0> class thread_pool {
public:
  thread_pool();
  explicit thread_pool(unsigned long threads);
  void wait();
};
using light_thread_pool = thread_pool<0>;
} // namespace BS
namespace ctpl {
class thread_pool {
public:
  thread_pool();
  explicit thread_pool(int threads, int queue = 100);
};
} // namespace ctpl
namespace dp {
template <class Function = void, class Thread = std::jthread> class thread_pool {
public:
  explicit thread_pool(const unsigned &threads = std::thread::hardware_concurrency());
};
} // namespace dp
namespace folly {
struct Executor {};
template <class T> struct Future {
  T get() &&;
};
class CPUThreadPoolExecutor : public Executor {
public:
  explicit CPUThreadPoolExecutor(unsigned long threads);
  void join();
};
class IOThreadPoolExecutor : public Executor {
public:
  explicit IOThreadPoolExecutor(unsigned long threads);
};
class ThreadedExecutor : public Executor {
public:
  void add(void (*function)());
};
template <class F> Future<int> via(Executor *executor, F &&function);
unsigned hardware_concurrency();
} // namespace folly
namespace hpx {
class thread {
public:
  thread();
  template <class F> explicit thread(F &&function);
  void join();
  void detach();
};
} // namespace hpx
