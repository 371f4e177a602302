#pragma once
// What the test uses of senders, scopes, coroutines on executors, and actors.
struct Sender {};
namespace experimental::execution {
struct start_detached_t {
  template <class S> void operator()(S &&sender) const;
};
inline constexpr start_detached_t start_detached{};
namespace __scope {
struct async_scope {
  template <class S> void spawn(S &&sender);
};
} // namespace __scope
using __scope::async_scope;
struct static_thread_pool {
  static_thread_pool();
  explicit static_thread_pool(unsigned threads);
};
} // namespace experimental::execution
namespace exec = experimental::execution;
namespace unifex {
namespace _static_thread_pool {
class context {
public:
  context();
  explicit context(unsigned threads);
};
} // namespace _static_thread_pool
using static_thread_pool = _static_thread_pool::context;
} // namespace unifex
namespace folly::coro {
template <class T = void> struct Task {};
class AsyncScope {
public:
  template <class A> void add(A &&awaitable, void *returnAddress = nullptr);
  Task<> joinAsync() noexcept;
};
} // namespace folly::coro
namespace oatpp::async {
class Executor {
public:
  template <class CoroutineType, class... Arguments> void execute(Arguments... arguments);
  void waitTasksFinished(long timeout = 60);
};
} // namespace oatpp::async
namespace caf {
struct actor {};
class actor_system {
public:
  template <class F, class... Arguments> actor spawn(F function, Arguments &&...arguments);
  void await_all_actors_done() const;
};
} // namespace caf
