// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Spawns that a plain search for names does not see.

#include <cassert>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <pthread.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

bool more();
void work();
void serve(int);
void *entry(void *);

namespace port {
using Thread = std::thread;
}
typedef pthread_t thread_t;
template <class T> using Many = std::vector<T>;

void aliased(int listener) {
  while (more())
    port::Thread(serve, accept(listener, nullptr, nullptr)).detach();
  // CHECK: hidden.cpp,[[@LINE-1]],5,aliased,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

void aliasedContainer(int count) {
  Many<port::Thread> v;
  for (int i = 0; i < count; ++i)
    v.emplace_back(work);
  // CHECK: hidden.cpp,[[@LINE-1]],5,aliasedContainer,std::thread in std::vector::emplace_back,config(count),config,safe,C,trip_count,joined
  for (auto &t : v)
    t.join();
}

void aliasedHandle(int listener) {
  for (;;) {
    int client = accept(listener, nullptr, nullptr);
    thread_t t;
    pthread_create(&t, nullptr, entry, &client);
    // CHECK: hidden.cpp,[[@LINE-1]],5,aliasedHandle,pthread_create,unbounded,unbounded,dangerous,C,none,escapes
  }
}

namespace unqualified {
using namespace std;
void variableNamedThread(int listener) {
  for (;;) {
    thread thread(serve, accept(listener, nullptr, nullptr));
    // CHECK: hidden.cpp,[[@LINE-1]],12,unqualified::variableNamedThread,std::thread,unbounded,unbounded,dangerous,D,none,detached
    thread.detach();
  }
}
void local(int count) {
  vector<thread> results;
  for (int i = 0; i < count; ++i) {
    thread t(work);
    // CHECK: hidden.cpp,[[@LINE-1]],12,unqualified::local,std::thread,config(count),config,safe,C,trip_count,joined
    results.push_back(move(t));
  }
  for (auto &result : results)
    result.join();
}
} // namespace unqualified

void neutralContainers(int count) {
  std::list<std::thread> modules;
  std::deque<std::thread> tasks;
  auto v1 = std::make_unique<std::vector<std::thread>>();
  for (int i = 0; i < count; ++i) {
    modules.emplace_front(work);
    // CHECK: hidden.cpp,[[@LINE-1]],5,neutralContainers,std::thread in std::list::emplace_front,config(count),config,safe,C,trip_count,joined
    tasks.emplace_back(work);
    // CHECK: hidden.cpp,[[@LINE-1]],5,neutralContainers,std::thread in std::deque::emplace_back,config(count),config,safe,C,trip_count,joined
    v1->emplace_back(work);
    // CHECK: hidden.cpp,[[@LINE-1]],5,neutralContainers,std::thread in std::vector::emplace_back,config(count),config,safe,C,trip_count,joined
  }
  for (auto &module : modules)
    module.join();
  for (auto &task : tasks)
    task.join();
  for (auto &one : *v1)
    one.join();
}

class Connection {
public:
  explicit Connection(int client) : thread_(serve, client) { thread_.detach(); }
  // CHECK: hidden.cpp,[[@LINE-1]],37,Connection::Connection,std::thread,unbounded,unbounded,dangerous,D,none,detached

private:
  std::thread thread_;
};
void newInAnAcceptLoop(int listener) {
  for (;;)
    new Connection(accept(listener, nullptr, nullptr));
  // CHECK: hidden.cpp,[[@LINE-1]],5,newInAnAcceptLoop,std::thread,unbounded,unbounded,dangerous,E,none,detached
}
void sharedInAnAcceptLoop(int listener) {
  std::vector<std::shared_ptr<Connection>> open;
  for (;;)
    open.push_back(std::make_shared<Connection>(accept(listener, nullptr, nullptr)));
  // CHECK: hidden.cpp,[[@LINE-1]],20,sharedInAnAcceptLoop,std::thread,unbounded,unbounded,dangerous,E,none,detached
}

#define CHECK_FAILS(condition) \
  do { \
    if (!(condition)) \
      _exit(1); \
  } while (0)
void insideMacros(int listener) {
  for (;;) {
    int client = accept(listener, nullptr, nullptr);
    pthread_t id;
    CHECK_FAILS(pthread_create(&id, nullptr, entry, &client) == 0);
    // CHECK: hidden.cpp,[[@LINE-1]],5,insideMacros,pthread_create,unbounded,unbounded,dangerous,D,none,detached
    assert(pthread_detach(id) == 0);
  }
}

#define COMMAND(name) void on##name(int listener)
COMMAND(Serve) {
  for (;;)
    std::thread(serve, accept(listener, nullptr, nullptr)).detach();
  // CHECK: hidden.cpp,[[@LINE-1]],5,onServe,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

void localLambda(int listener) {
  const auto start = [](int client) { std::thread(serve, client).detach(); };
  // CHECK: hidden.cpp,[[@LINE-1]],39,localLambda::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
  for (;;)
    start(accept(listener, nullptr, nullptr));
  // CHECK: hidden.cpp,[[@LINE-1]],5,localLambda,std::thread,unbounded,unbounded,dangerous,E,none,detached
}

void threadThatAccepts(int listener) {
  std::thread acceptor([=] {
  // CHECK: hidden.cpp,[[@LINE-1]],15,threadThatAccepts,std::thread,1,constant,safe,B,none,joined
    while (true)
      std::thread([=] { serve(accept(listener, nullptr, nullptr)); }).detach();
    // CHECK: hidden.cpp,[[@LINE-1]],7,threadThatAccepts::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
  });
  acceptor.join();
}

void keepsFunctors(const std::function<void()> &functor, int count) {
  std::vector<std::thread> worker;
  for (int i = 0; i < count; ++i)
    worker.emplace_back(functor);
  // CHECK: hidden.cpp,[[@LINE-1]],5,keepsFunctors,std::thread in std::vector::emplace_back,config(count),config,safe,C,trip_count,joined
  for (auto &one : worker)
    one.join();
}

void switchOnFork(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    switch (pid_t pid = fork()) {
    // CHECK: hidden.cpp,[[@LINE-1]],25,switchOnFork,fork,unbounded,unbounded,dangerous,C,none,escapes
    case 0:
      serve(client);
      _exit(0);
    default:
      close(client + 0 * pid);
    }
  }
}
