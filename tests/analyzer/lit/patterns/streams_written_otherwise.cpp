// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Streams behind functions, in event loops, and those that end by themselves.

#include <poll.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <vector>

bool running();
void serve(int);
void *entry(void *);

static int nextClient(int listener) {
  int client;
  do
    client = accept(listener, nullptr, nullptr);
  while (client < 0);
  return client;
}
void behindAFunction(int listener) {
  do {
    std::thread(serve, nextClient(listener)).detach();
    // CHECK: streams_written_otherwise.cpp,[[@LINE-1]],5,behindAFunction,std::thread,unbounded,unbounded,dangerous,D,none,detached
  } while (running());
}

static void dispatch(int client) {
  pthread_t id;
  pthread_create(&id, nullptr, entry, &client);
  // CHECK: streams_written_otherwise.cpp,[[@LINE-1]],3,dispatch,pthread_create,unbounded,unbounded,dangerous,B,none,escapes
}
void readiness(int listener, int poller) {
  epoll_event events[64];
  for (;;) {
    const int ready = epoll_wait(poller, events, 64, -1);
    for (int i = 0; i < ready; ++i)
      if (events[i].data.fd == listener)
        dispatch(accept(listener, nullptr, nullptr));
    // CHECK: streams_written_otherwise.cpp,[[@LINE-1]],9,readiness,pthread_create,unbounded,unbounded,dangerous,E,none,escapes
  }
}

void polled(int listener) {
  pollfd descriptor{listener, POLLIN, 0};
  while (poll(&descriptor, 1, -1) > 0)
    if (descriptor.revents & POLLIN)
      std::thread(serve, accept(listener, nullptr, nullptr)).detach();
  // CHECK: streams_written_otherwise.cpp,[[@LINE-1]],7,polled,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

void untilEight(int listener) {
  int clients = 0;
  for (;;) {
    std::thread(serve, accept(listener, nullptr, nullptr)).detach();
    // CHECK: streams_written_otherwise.cpp,[[@LINE-1]],5,untilEight,std::thread,8,constant,safe,C,trip_count,detached
    if (++clients == 8)
      break;
  }
}

void collectsAll(int listener) {
  std::vector<std::thread> clients;
  while (running())
    clients.emplace_back(serve, accept(listener, nullptr, nullptr));
  // CHECK: streams_written_otherwise.cpp,[[@LINE-1]],5,collectsAll,std::thread in std::vector::emplace_back,unbounded,unbounded,dangerous,C,none,joined
  for (auto &client : clients)
    client.join();
}

void firstClientOnly(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (client < 0)
      continue;
    std::thread(serve, client).detach();
    // CHECK: streams_written_otherwise.cpp,[[@LINE-1]],5,firstClientOnly,std::thread,1,constant,safe,C,trip_count,detached
    break;
  }
}

void onePerListener(const std::vector<int> &listeners) {
  std::vector<std::thread> acceptors;
  for (int listener : listeners)
    acceptors.emplace_back([listener] {
    // CHECK: streams_written_otherwise.cpp,[[@LINE-1]],5,onePerListener,std::thread in std::vector::emplace_back,size(listeners),size,risky,C,trip_count,joined
      for (;;)
        serve(accept(listener, nullptr, nullptr));
    });
  for (auto &acceptor : acceptors)
    acceptor.join();
}
