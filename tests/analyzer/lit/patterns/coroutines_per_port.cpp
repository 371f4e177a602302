// REQUIRES: asio
// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE | FileCheck %s --implicit-check-not=.cpp
// A loop of coroutines whose bodies raise an alarm of their own is no second alarm.

#include <asio.hpp>
#include <utility>
#include <vector>

using asio::ip::tcp;

asio::awaitable<void> echo(tcp::socket socket);

asio::awaitable<void> perConnection(tcp::acceptor acceptor) {
  for (;;) {
    auto socket = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(), echo(std::move(socket)), asio::detached);
    // CHECK: coroutines_per_port.cpp,[[@LINE-1]],5,perConnection,asio::co_spawn,unbounded,unbounded,dangerous,D,none,detached
  }
}
void onePerPort(asio::io_context &context, const std::vector<unsigned short> &ports) {
  for (unsigned short port : ports)
    asio::co_spawn(context, perConnection(tcp::acceptor(context, {tcp::v4(), port})), asio::detached);
  // CHECK: coroutines_per_port.cpp,[[@LINE-1]],5,onePerPort,asio::co_spawn,size(ports),size,risky,D,trip_count,detached
}
