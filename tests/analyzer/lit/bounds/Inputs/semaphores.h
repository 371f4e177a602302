#pragma once
// What the test uses of semaphores of libraries.
class QSemaphore {
public:
  explicit QSemaphore(int permits = 0);
  void acquire(int count = 1);
  bool tryAcquire(int count = 1);
  void release(int count = 1);
};
namespace boost::interprocess {
class interprocess_semaphore {
public:
  explicit interprocess_semaphore(unsigned permits);
  void wait();
  bool try_wait();
  void post();
};
} // namespace boost::interprocess
namespace folly::fibers {
class Semaphore {
public:
  explicit Semaphore(unsigned long permits);
  void wait();
  void signal();
};
} // namespace folly::fibers
namespace Poco {
class Semaphore {
public:
  explicit Semaphore(int permits);
  void wait();
  void set();
};
} // namespace Poco
namespace boost {
class mutex {};
template <class Mutex> class unique_lock {
public:
  explicit unique_lock(Mutex &mutex);
};
class condition_variable {
public:
  template <class Predicate> void wait(unique_lock<mutex> &lock, Predicate predicate);
  void notify_one();
};
} // namespace boost
extern "C" {
typedef struct dispatch_semaphore_s *dispatch_semaphore_t;
dispatch_semaphore_t dispatch_semaphore_create(long permits);
long dispatch_semaphore_wait(dispatch_semaphore_t semaphore, unsigned long timeout);
long dispatch_semaphore_signal(dispatch_semaphore_t semaphore);
struct uv_sem_t {
  int state;
};
int uv_sem_init(uv_sem_t *semaphore, unsigned permits);
void uv_sem_wait(uv_sem_t *semaphore);
void uv_sem_post(uv_sem_t *semaphore);
}
