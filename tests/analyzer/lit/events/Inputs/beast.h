#pragma once
// What the test uses of Boost.Beast.
#include <cstddef>
#include <system_error>
namespace boost::asio {
struct io_context {
  template <class F> void post(F &&function);
};
} // namespace boost::asio
namespace boost::beast {
struct flat_buffer {};
struct tcp_stream {};
namespace http {
struct request {};
template <class Stream, class Handler>
void async_read(Stream &stream, flat_buffer &buffer, request &message, Handler &&handler);
template <class Stream> std::size_t read(Stream &stream, flat_buffer &buffer, request &message);
} // namespace http
namespace websocket {
template <class Next> class stream {
public:
  template <class Handler> void async_read(flat_buffer &buffer, Handler &&handler);
  template <class Handler> void async_accept(Handler &&handler);
};
} // namespace websocket
} // namespace boost::beast
