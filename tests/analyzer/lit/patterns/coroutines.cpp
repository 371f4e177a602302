// REQUIRES: asio
// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE | FileCheck %s --implicit-check-not=.cpp
// Coroutines that are started as connections come are as many as the connections.

#include <asio.hpp>
#include <thread>
#include <vector>

using asio::ip::tcp;

asio::awaitable<void> echo(tcp::socket socket);

asio::awaitable<void> perConnection(tcp::acceptor acceptor) {
  for (;;) {
    auto socket = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(), echo(std::move(socket)), asio::detached);
    // CHECK: coroutines.cpp,[[@LINE-1]],5,perConnection,asio::co_spawn,unbounded,unbounded,dangerous,D,none,detached
  }
}

asio::awaitable<void> inTheSameCoroutine(tcp::acceptor acceptor) {
  for (;;)
    co_await echo(co_await acceptor.async_accept(asio::use_awaitable));
}

asio::awaitable<void> listens(tcp::acceptor acceptor);
void onePerPort(asio::io_context &context, const std::vector<unsigned short> &ports) {
  for (unsigned short port : ports)
    asio::co_spawn(context, listens(tcp::acceptor(context, {tcp::v4(), port})), asio::detached);
  // CHECK: coroutines.cpp,[[@LINE-1]],5,onePerPort,asio::co_spawn,size(ports),size,risky,D,trip_count,detached
}

void justOne(asio::io_context &context) {
  asio::co_spawn(context, perConnection(tcp::acceptor(context, {tcp::v4(), 80})), asio::detached);
  // CHECK: coroutines.cpp,[[@LINE-1]],3,justOne,asio::co_spawn,1,constant,safe,B,none,detached
  context.run();
}

void threadsOfTheContext(asio::io_context &context, int count) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&context] { context.run(); });
  // CHECK: coroutines.cpp,[[@LINE-1]],5,threadsOfTheContext,std::thread in std::vector::emplace_back,config(count),config,safe,C,trip_count,joined
  for (auto &thread : threads)
    thread.join();
}

class Session {
public:
  explicit Session(asio::io_context &context) : acceptor_(context), pool_(4) { accept(); }
  // CHECK: coroutines.cpp,[[@LINE-1]],69,Session::Session,asio::thread_pool,4,constant,safe,B,pool,joined

private:
  void accept() {
    acceptor_.async_accept([this](std::error_code error, tcp::socket socket) {
      if (!error)
        asio::post(pool_, [socket = std::move(socket)]() mutable { socket.close(); });
      // CHECK: coroutines.cpp,[[@LINE-1]],9,Session::accept::(lambda),asio::post,4,constant,safe,B,pool,escapes,unbounded,unbounded
      accept();
    });
  }
  tcp::acceptor acceptor_;
  asio::thread_pool pool_;
};
