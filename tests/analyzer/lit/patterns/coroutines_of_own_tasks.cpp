// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// A coroutine that is started and let go is a unit, whatever its task is called.

#include <coroutine>
#include <exception>
#include <utility>
template <class T> struct Lazy;
template <> struct Lazy<void> {
    struct promise_type {
        Lazy get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { std::terminate(); }
    };
    std::coroutine_handle<promise_type> h;
    template <class F> void start(F&& done) { auto c = h; h = nullptr; c.resume(); done(); }
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<>) { h.resume(); }
    void await_resume() {}
};
struct Io { bool await_ready(); void await_suspend(std::coroutine_handle<>); int await_resume(); };
Io async_accept(int listener);
Io async_read(int socket);
Lazy<void> session(int socket) {
    while (co_await async_read(socket) > 0) {}
}
Lazy<void> server(int listener) {
    for (;;) {
        int socket = co_await async_accept(listener);
        if (socket < 0) continue;
        session(socket).start([](auto&&...) {});
        // CHECK: coroutines_of_own_tasks.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
    }
}
