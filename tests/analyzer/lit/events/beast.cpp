// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Operations of Boost.Beast run their handler once; one that starts the operation again makes a loop.

#include "Inputs/beast.h"

#include <functional>
#include <memory>
#include <thread>

namespace beast = boost::beast;

void work();

class Session {
public:
  void read() {
    beast::http::async_read(stream_, buffer_, request_, [this](std::error_code, std::size_t) {
      std::thread(work).detach();
      // CHECK: beast.cpp,[[@LINE-1]],7,Session::read::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
      read();
    });
  }

private:
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  beast::http::request request_;
};

class Chat : public std::enable_shared_from_this<Chat> {
public:
  void start() {
    socket_.async_accept([self = shared_from_this()](std::error_code) {
      std::thread(work).detach();
      // CHECK: beast.cpp,[[@LINE-1]],7,Chat::start::(lambda),std::thread,1,constant,safe,B,none,detached
    });
  }
  void read() { socket_.async_read(buffer_, std::bind_front(&Chat::onRead, shared_from_this())); }

private:
  void onRead(std::error_code, std::size_t) {
    std::thread(work).detach();
    // CHECK: beast.cpp,[[@LINE-1]],5,Chat::onRead,std::thread,unbounded,unbounded,dangerous,D,none,detached
    read();
  }
  beast::websocket::stream<beast::tcp_stream> socket_;
  beast::flat_buffer buffer_;
};

void blocking(beast::tcp_stream &stream, beast::flat_buffer &buffer) {
  beast::http::request request;
  for (;;) {
    beast::http::read(stream, buffer, request);
    std::thread(work).detach();
    // CHECK: beast.cpp,[[@LINE-1]],5,blocking,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
}

void later(boost::asio::io_context &context) {
  context.post([] {
    std::thread(work).detach();
    // CHECK: beast.cpp,[[@LINE-1]],5,later::(lambda),std::thread,1,constant,safe,B,none,detached
  });
}
