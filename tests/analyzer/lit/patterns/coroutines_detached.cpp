// REQUIRES: asio
// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE | FileCheck %s --implicit-check-not=.cpp
// asio::detached says that nobody waits.

#include <asio.hpp>
#include <utility>

using asio::ip::tcp;

asio::awaitable<void> echo(tcp::socket socket);

asio::awaitable<void> perConnection(tcp::acceptor acceptor) {
  for (;;) {
    auto socket = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(), echo(std::move(socket)), asio::detached);
    // CHECK: coroutines_detached.cpp,[[@LINE-1]],5,perConnection,asio::co_spawn,unbounded,unbounded,dangerous,D,none,detached
  }
}
