// REQUIRES: asio
// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// --implicit-check-not=.cpp An asynchronous operation of one's own: asio runs its initiation where
// it is started, once.

#include <asio.hpp>

template <class Token>
auto readName(Token &&token) {
  auto initiate = [](auto handler) {
    std::thread([handler = std::move(handler)]() mutable { handler(4); }).detach();
    // CHECK: asio_initiations.cpp,[[@LINE-1]],5,readName::(lambda),std::thread,1,constant,safe
  };
  return asio::async_initiate<Token, void(int)>(initiate, token);
}

void once() {
  readName([](int) {});
}

template <class Token>
auto readLine(Token &&token) {
  return asio::async_initiate<Token, void(int)>(
      [](auto handler) {
        std::thread([handler = std::move(handler)]() mutable { handler(4); }).detach();
        // CHECK: asio_initiations.cpp,[[@LINE-1]],9,readLine::(lambda),std::thread,8,constant,safe
      },
      token);
}

void eightTimes() {
  for (int i = 0; i < 8; ++i)
    readLine([](int) {});
    // CHECK: asio_initiations.cpp,[[@LINE-1]],5,eightTimes,std::thread,8,constant,safe
}

template <class Token>
auto serve(int client, Token &&token) {
  auto initiate = [](auto handler, int of) {
    std::thread([handler = std::move(handler), of]() mutable { handler(of); }).detach();
    // CHECK: asio_initiations.cpp,[[@LINE-1]],5,serve::(lambda),std::thread,unbounded,unbounded,dangerous
  };
  return asio::async_initiate<Token, void(int)>(initiate, token, client);
}

void forEachConnection(asio::ip::tcp::acceptor &acceptor) {
  for (;;) {
    asio::ip::tcp::socket client = acceptor.accept();
    serve(client.native_handle(), [](int) {});
    // CHECK: asio_initiations.cpp,[[@LINE-1]],5,forEachConnection,std::thread,unbounded,unbounded,dangerous
  }
}
