#pragma once
// What the test uses of threads that a program schedules itself.
extern "C" {
typedef unsigned long bthread_t;
int bthread_start_background(bthread_t *id, const void *attributes, void *(*entry)(void *), void *data);
int bthread_start_urgent(bthread_t *id, const void *attributes, void *(*entry)(void *), void *data);
int bthread_join(bthread_t id, void **result);
typedef struct pth_st *pth_t;
pth_t pth_spawn(void *attributes, void *(*entry)(void *), void *data);
int pth_join(pth_t thread, void **result);
typedef struct _st_thread *st_thread_t;
st_thread_t st_thread_create(void *(*entry)(void *), void *data, int joinable, int stack);
int st_thread_join(st_thread_t thread, void **result);
struct stCoRoutine_t;
int co_create(stCoRoutine_t **routine, const void *attributes, void *(*entry)(void *), void *data);
void co_resume(stCoRoutine_t *routine);
}
namespace photon {
struct thread;
struct join_handle;
thread *thread_create(void *(*entry)(void *), void *data, unsigned long stack = 0);
template <class F, class... Arguments> thread *thread_create11(F function, Arguments &&...arguments);
join_handle *thread_enable_join(thread *thread, bool flag = true);
void *thread_join(join_handle *handle);
} // namespace photon
namespace boost::fibers {
template <class R> struct future {
  R get();
  void wait() const;
};
class fiber {
public:
  fiber() noexcept;
  template <class F> explicit fiber(F &&function);
  fiber(fiber &&other) noexcept;
  ~fiber();
  fiber &operator=(fiber &&other) noexcept;
  void join();
  void detach();
};
template <class F> future<int> async(F &&function);
} // namespace boost::fibers
namespace folly::fibers {
class FiberManager {
public:
  template <class F> void addTask(F &&function);
  template <class F> void addTaskRemote(F &&function);
};
} // namespace folly::fibers
namespace marl {
template <class F, class... Arguments> void schedule(F &&function, Arguments &&...arguments);
}
namespace seastar {
template <class T = void> struct future {
  T get();
};
class thread {
public:
  template <class F> explicit thread(F function);
  future<> join();
};
template <class F> future<int> async(F &&function);
} // namespace seastar
