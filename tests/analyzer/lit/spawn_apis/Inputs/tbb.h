#pragma once
// What the test uses of oneTBB, in the namespaces that its headers have.
namespace tbb::detail {
namespace d1 {
class flow_control {};
template <class T> struct blocked_range {
  blocked_range(T first, T last);
};
template <class In, class Out> struct filter {};
template <class Index, class Body> void parallel_for(Index first, Index last, const Body &body);
template <class Range, class Body> void parallel_for(const Range &range, const Body &body);
template <class Range, class Value, class Body, class Join>
Value parallel_reduce(const Range &range, const Value &start, const Body &body, const Join &join);
template <class... Functions> void parallel_invoke(Functions &&...functions);
template <class Iterator> void parallel_sort(Iterator first, Iterator last);
void parallel_pipeline(unsigned long tokens, const filter<void, void> &chain);
class task_arena {
public:
  explicit task_arena(int threads = -1, unsigned reserved = 1);
  template <class F> void execute(F &&function);
};
int max_concurrency();
} // namespace d1
namespace d2 {
template <class Iterator, class Body>
void parallel_for_each(Iterator first, Iterator last, const Body &body);
}
} // namespace tbb::detail
namespace tbb {
inline namespace v1 {
using detail::d1::blocked_range;
using detail::d1::filter;
using detail::d1::parallel_for;
using detail::d1::parallel_invoke;
using detail::d1::parallel_pipeline;
using detail::d1::parallel_reduce;
using detail::d1::parallel_sort;
using detail::d1::task_arena;
using detail::d2::parallel_for_each;
} // namespace v1
namespace this_task_arena {
using detail::d1::max_concurrency;
}
} // namespace tbb
namespace oneapi {
namespace tbb = ::tbb;
}
