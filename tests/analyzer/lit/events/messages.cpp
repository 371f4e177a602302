// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Consumers of messages: a round or a callback for each.

#include "Inputs/messages.h"

#include <mqueue.h>
#include <sys/msg.h>
#include <thread>

void work();

void kafka(RdKafka::KafkaConsumer &consumer, rd_kafka_s *inC) {
  while (true) {
    consumer.consume(100);
    std::thread(work).detach();
    // CHECK: messages.cpp,[[@LINE-1]],5,kafka,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
  for (;;)
    if (rd_kafka_consumer_poll(inC, 100))
      std::thread(work).detach();
  // CHECK: messages.cpp,[[@LINE-1]],7,kafka,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

void wrapped(cppkafka::Consumer &consumer) {
  while (cppkafka::Message message = consumer.poll())
    std::thread(work).detach();
  // CHECK: messages.cpp,[[@LINE-1]],5,wrapped,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

void zeromq(zmq::socket_t &socket, void *inC) {
  zmq::message_t message;
  while (socket.recv(message))
    std::thread(work).detach();
  // CHECK: messages.cpp,[[@LINE-1]],5,zeromq,std::thread,unbounded,unbounded,dangerous,D,none,detached
  char buffer[64];
  while (zmq_recv(inC, buffer, sizeof buffer, 0) >= 0)
    std::thread(work).detach();
  // CHECK: messages.cpp,[[@LINE-1]],5,zeromq,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

void rabbit(AMQP::Channel &channel) {
  channel.consume("jobs").onReceived([](const AMQP::Message &, unsigned long, bool) {
    std::thread(work).detach();
    // CHECK: messages.cpp,[[@LINE-1]],5,rabbit::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
  });
}

void mosquito(mqtt::async_client &client) {
  client.set_message_callback([](std::shared_ptr<const mqtt::message>) {
    std::thread(work).detach();
    // CHECK: messages.cpp,[[@LINE-1]],5,mosquito::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
  });
  while (auto message = client.consume_message())
    std::thread(work).detach();
  // CHECK: messages.cpp,[[@LINE-1]],5,mosquito,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

void redis(sw::redis::Subscriber &subscriber) {
  subscriber.on_message([](std::string, std::string) {
    std::thread(work).detach();
    // CHECK: messages.cpp,[[@LINE-1]],5,redis::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
  });
}

void bus(sdbus::IProxy &proxy) {
  proxy.uponSignal("Changed").call([](int) {
    std::thread(work).detach();
    // CHECK: messages.cpp,[[@LINE-1]],5,bus::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
  });
}

void onMessage(natsConnection *, natsSubscription *, natsMsg *, void *) {
  std::thread(work).detach();
  // CHECK: messages.cpp,[[@LINE-1]],3,onMessage,std::thread,unbounded,unbounded,dangerous,D,none,detached
}
void nats(natsConnection *connection) {
  natsSubscription *subscription = nullptr;
  natsConnection_Subscribe(&subscription, connection, "jobs", onMessage, nullptr);
}

void completions(grpc::ServerCompletionQueue &queue) {
  void *tag = nullptr;
  bool ok = false;
  while (queue.Next(&tag, &ok))
    std::thread(work).detach();
  // CHECK: messages.cpp,[[@LINE-1]],5,completions,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

void posix(mqd_t queue, int id) {
  char buffer[64];
  for (;;) {
    mq_receive(queue, buffer, sizeof buffer, nullptr);
    std::thread(work).detach();
    // CHECK: messages.cpp,[[@LINE-1]],5,posix,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
  while (msgrcv(id, buffer, sizeof buffer, 0, 0) >= 0)
    std::thread(work).detach();
  // CHECK: messages.cpp,[[@LINE-1]],5,posix,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

void ten(RdKafka::KafkaConsumer &consumer) {
  for (int i = 0; i < 10; ++i) {
    consumer.consume(100);
    std::thread(work).detach();
    // CHECK: messages.cpp,[[@LINE-1]],5,ten,std::thread,10,constant,safe,C,trip_count,detached
  }
}
