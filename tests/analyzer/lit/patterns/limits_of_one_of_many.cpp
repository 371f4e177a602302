// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A limit that each client, tenant or session has for itself limits none of all of them together.

#include <atomic>
#include <map>
#include <memory>
#include <semaphore>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

void serve(int);
std::string peer(int);

std::map<std::string, int> live;
void ofAKey(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    const std::string ip = peer(client);
    if (live[ip] >= 8)
      continue;
    ++live[ip];
    std::thread([client, ip] { serve(client), --live[ip]; }).detach();
    // CHECK: limits_of_one_of_many.cpp,[[@LINE-1]],5,ofAKey,std::thread,unbounded,unbounded,dangerous
  }
}

struct Client {
  std::atomic<int> live{0};
  bool started = false;
};
Client *clientOf(int);
Client &self();
void ofALookup(int listener) {
  for (;;) {
    const int socket = accept(listener, nullptr, nullptr);
    Client *client = clientOf(socket);
    if (client->live >= 8)
      continue;
    ++client->live;
    std::thread([socket, client] { serve(socket), --client->live; }).detach();
    // CHECK: limits_of_one_of_many.cpp,[[@LINE-1]],5,ofALookup,std::thread,unbounded,unbounded,dangerous
  }
}
void ofTheOnlyOne(int listener) {
  for (;;) {
    const int socket = accept(listener, nullptr, nullptr);
    Client &client = self();
    if (client.live >= 8)
      continue;
    ++client.live;
    std::thread([socket, &client] { serve(socket), --client.live; }).detach();
    // CHECK: limits_of_one_of_many.cpp,[[@LINE-1]],5,ofTheOnlyOne,std::thread,8,constant,safe
  }
}

std::map<std::string, Client> clients;
void startedForEach(int listener) {
  for (;;) {
    const int socket = accept(listener, nullptr, nullptr);
    Client &client = clients[peer(socket)];
    if (client.started)
      continue;
    client.started = true;
    std::thread(serve, socket).detach();
    // CHECK: limits_of_one_of_many.cpp,[[@LINE-1]],5,startedForEach,std::thread,unbounded,unbounded,dangerous
  }
}

struct Pool {
  Pool() : worker(serve, 0) {}
  // CHECK: limits_of_one_of_many.cpp,[[@LINE-1]],12,Pool::Pool,std::thread,unbounded,unbounded,dangerous
  ~Pool() { worker.join(); }
  std::thread worker;
};
Pool *made(int);
std::map<std::string, std::unique_ptr<Pool>> pools;
void madeForEach(int listener) {
  for (;;) {
    auto &pool = pools[peer(accept(listener, nullptr, nullptr))];
    if (!pool)
      pool = std::make_unique<Pool>();
    // CHECK: limits_of_one_of_many.cpp,[[@LINE-1]],14,madeForEach,std::thread,unbounded,unbounded,dangerous
  }
}
int startUnlessGiven(Pool *pool, int count) {
  if (pool == nullptr) {
    pool = made(count);
    std::thread(serve, count).detach();
    // CHECK: limits_of_one_of_many.cpp,[[@LINE-1]],5,startUnlessGiven,std::thread,1,constant,safe
  }
  return count;
}

std::map<std::string, std::unique_ptr<std::counting_semaphore<>>> permits;
void permitsOfATenant(int listener) {
  for (;;) {
    const int socket = accept(listener, nullptr, nullptr);
    auto &mine = permits[peer(socket)];
    mine->acquire();
    std::thread([socket, &mine] { serve(socket), mine->release(); }).detach();
    // CHECK: limits_of_one_of_many.cpp,[[@LINE-1]],5,permitsOfATenant,std::thread,unbounded,unbounded,dangerous
  }
}

std::atomic<bool> busy{false}, early{false};
void setBackAtTheEnd(int listener) {
  for (;;) {
    const int socket = accept(listener, nullptr, nullptr);
    if (busy.exchange(true))
      continue;
    std::thread([socket] { serve(socket), busy = false; }).detach();
    // CHECK: limits_of_one_of_many.cpp,[[@LINE-1]],5,setBackAtTheEnd,std::thread,1,constant,safe
  }
}
void setBackFirst(int listener) {
  for (;;) {
    const int socket = accept(listener, nullptr, nullptr);
    if (early.exchange(true))
      continue;
    std::thread([socket] { early.store(false), serve(socket); }).detach();
    // CHECK: limits_of_one_of_many.cpp,[[@LINE-1]],5,setBackFirst,std::thread,unbounded,unbounded,dangerous
  }
}

void looksForEnded(int listener) {
  int children = 0;
  for (;;) {
    const int socket = accept(listener, nullptr, nullptr);
    if (children >= 40)
      while (waitpid(-1, nullptr, WNOHANG) > 0)
        --children;
    if (fork() == 0) {
      // CHECK: limits_of_one_of_many.cpp,[[@LINE-1]],9,looksForEnded,fork,unbounded,unbounded,dangerous
      serve(socket);
      _exit(0);
    }
    ++children;
  }
}
void waitsForOne(int listener) {
  int children = 0;
  for (;;) {
    const int socket = accept(listener, nullptr, nullptr);
    if (children >= 40)
      if (waitpid(-1, nullptr, 0) > 0)
        --children;
    if (fork() == 0) {
      // CHECK: limits_of_one_of_many.cpp,[[@LINE-1]],9,waitsForOne,fork,40,constant,safe
      serve(socket);
      _exit(0);
    }
    ++children;
  }
}
