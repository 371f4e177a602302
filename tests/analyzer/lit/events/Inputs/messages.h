#pragma once
// What the test uses of message brokers and buses.
#include <functional>
#include <memory>
#include <string>

namespace RdKafka {
class Message;
class KafkaConsumer {
public:
  virtual Message *consume(int timeout) = 0;
};
} // namespace RdKafka
namespace cppkafka {
struct Message {
  explicit operator bool() const;
};
class Consumer {
public:
  Message poll();
};
} // namespace cppkafka
namespace zmq {
struct message_t {};
namespace detail {
class socket_base {
public:
  bool recv(message_t &message, int flags = 0);
};
} // namespace detail
class socket_t : public detail::socket_base {};
} // namespace zmq
namespace AMQP {
struct Message {};
class DeferredConsumer {
public:
  DeferredConsumer &onReceived(const std::function<void(const Message &, unsigned long, bool)> &callback);
};
class Channel {
public:
  DeferredConsumer &consume(const std::string &queue);
};
} // namespace AMQP
namespace mqtt {
struct message {};
class async_client {
public:
  std::shared_ptr<const message> consume_message();
  void set_message_callback(std::function<void(std::shared_ptr<const message>)> callback);
};
} // namespace mqtt
namespace sw::redis {
class Subscriber {
public:
  template <class F> void on_message(F callback);
  void consume();
};
} // namespace sw::redis
namespace sdbus {
class SignalSubscriber {
public:
  template <class F> void call(F &&handler);
};
class IProxy {
public:
  SignalSubscriber uponSignal(const std::string &name);
};
} // namespace sdbus
namespace grpc {
class CompletionQueue {
public:
  bool Next(void **tag, bool *ok);
};
class ServerCompletionQueue : public CompletionQueue {};
} // namespace grpc
extern "C" {
struct rd_kafka_s;
struct rd_kafka_message_s;
rd_kafka_message_s *rd_kafka_consumer_poll(rd_kafka_s *consumer, int timeout);
int zmq_recv(void *socket, void *buffer, unsigned long length, int flags);
struct natsConnection;
struct natsSubscription;
struct natsMsg;
int natsConnection_Subscribe(natsSubscription **subscription, natsConnection *connection, const char *subject,
                             void (*handler)(natsConnection *, natsSubscription *, natsMsg *, void *), void *data);
}
