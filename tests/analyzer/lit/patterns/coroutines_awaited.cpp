// REQUIRES: asio
// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE | FileCheck %s --implicit-check-not=.cpp
// A coroutine that is awaited in its round does not pile up.

#include <asio.hpp>
#include <utility>

using asio::ip::tcp;

asio::awaitable<void> echo(tcp::socket socket);

asio::awaitable<void> oneAfterTheOther(tcp::acceptor acceptor) {
  for (;;) {
    auto socket = co_await acceptor.async_accept(asio::use_awaitable);
    co_await asio::co_spawn(acceptor.get_executor(), echo(std::move(socket)), asio::use_awaitable);
    // CHECK: coroutines_awaited.cpp,[[@LINE-1]],14,oneAfterTheOther,asio::co_spawn,1,constant,safe
  }
}
