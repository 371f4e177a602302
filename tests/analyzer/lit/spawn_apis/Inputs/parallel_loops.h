#pragma once
// What the test uses of loops of libraries that run on several threads, and of EAThread and dlib.
namespace cv {
struct Range {
  Range(int start, int end);
};
template <class F> void parallel_for_(const Range &range, F &&body, double stripes = -1);
} // namespace cv
namespace Concurrency {
template <class Index, class F> void parallel_for(Index first, Index last, const F &body);
template <class Iterator, class F> void parallel_for_each(Iterator first, Iterator last, const F &body);
template <class... F> void parallel_invoke(const F &...functions);
} // namespace Concurrency
namespace concurrency = Concurrency;
namespace EA::Thread {
class Thread {
public:
  long Begin(long (*function)(void *), void *context = nullptr);
  int WaitForEnd();
};
} // namespace EA::Thread
namespace dlib {
bool create_new_thread(void (*function)(void *), void *data);
class thread_pool {
public:
  explicit thread_pool(unsigned long threads);
  template <class F> unsigned long add_task_by_value(const F &task);
  void wait_for_all_tasks() const;
};
} // namespace dlib
