// REQUIRES: asio
// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE | FileCheck %s --implicit-check-not=.cpp
// Completion handlers of asio run once; those that start the operation again run once for each event.

#include <asio.hpp>
#include <functional>
#include <memory>
#include <thread>
#include <unistd.h>

using asio::ip::tcp;

void serve(tcp::socket);
void tick();

class Lambda {
public:
  explicit Lambda(asio::io_context &context) : acceptor_(context) { accept(); }

private:
  void accept() {
    acceptor_.async_accept([this](std::error_code, tcp::socket socket) {
      std::thread(serve, std::move(socket)).detach();
      // CHECK: asio_handlers.cpp,[[@LINE-1]],7,Lambda::accept::(lambda),std::thread,unbounded,unbounded,dangerous,D
      accept();
    });
  }
  tcp::acceptor acceptor_;
};

struct Itself {
  tcp::acceptor &acceptor;
  std::shared_ptr<tcp::socket> socket;
  void accept() {
    socket = std::make_shared<tcp::socket>(acceptor.get_executor());
    acceptor.async_accept(*socket, *this);
  }
  void operator()(const std::error_code &) {
    std::thread([kept = socket] { serve(std::move(*kept)); }).detach();
    // CHECK: asio_handlers.cpp,[[@LINE-1]],5,Itself::operator(),std::thread,unbounded,unbounded,dangerous,D
    accept();
  }
};

class Bound {
public:
  explicit Bound(asio::io_context &context) : acceptor_(context), socket_(context) { start(); }

private:
  void start() { acceptor_.async_accept(socket_, std::bind(&Bound::handle, this, std::placeholders::_1)); }
  void handle(const std::error_code &) {
    if (fork() == 0)
    // CHECK: asio_handlers.cpp,[[@LINE-1]],9,Bound::handle,fork,unbounded,unbounded,dangerous,A
      return;
    start();
  }
  tcp::acceptor acceptor_;
  tcp::socket socket_;
};

class Once {
public:
  explicit Once(asio::io_context &context) : acceptor_(context) {}
  void accept() {
    acceptor_.async_accept([](std::error_code, tcp::socket socket) {
      std::thread(serve, std::move(socket)).detach();
      // CHECK: asio_handlers.cpp,[[@LINE-1]],7,Once::accept::(lambda),std::thread,1,constant,safe
    });
  }

private:
  tcp::acceptor acceptor_;
};

class Timer {
public:
  explicit Timer(asio::io_context &context) : timer_(context) { wait(); }

private:
  void wait() {
    timer_.expires_after(std::chrono::seconds(1));
    timer_.async_wait([this](std::error_code) {
      std::thread(tick).detach();
      // CHECK: asio_handlers.cpp,[[@LINE-1]],7,Timer::wait::(lambda),std::thread,unbounded,unbounded,dangerous,D
      wait();
    });
  }
  asio::steady_timer timer_;
};

void blocking(asio::io_context &context, unsigned short port) {
  tcp::acceptor acceptor(context, tcp::endpoint(tcp::v4(), port));
  for (;;)
    std::thread(serve, acceptor.accept()).detach();
  // CHECK: asio_handlers.cpp,[[@LINE-1]],5,blocking,std::thread,unbounded,unbounded,dangerous,D
}

asio::awaitable<void> session(tcp::socket);

asio::awaitable<void> listener(tcp::acceptor acceptor) {
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(), session(std::move(socket)), asio::detached);
    // CHECK: asio_handlers.cpp,[[@LINE-1]],5,listener,asio::co_spawn,unbounded,unbounded,dangerous,D
  }
}

void onPool(tcp::acceptor &acceptor) {
  asio::thread_pool pool(4);
  // CHECK: asio_handlers.cpp,[[@LINE-1]],21,onPool,asio::thread_pool,4,constant,safe
  for (;;) {
    tcp::socket socket = acceptor.accept();
    asio::post(pool, [socket = std::move(socket)]() mutable { serve(std::move(socket)); });
    // CHECK: asio_handlers.cpp,[[@LINE-1]],5,onPool,asio::post,4,constant,safe,C,pool,escapes,unbounded,unbounded
  }
}
