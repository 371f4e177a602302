// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Streams from the outside that start a unit for each thing that comes.

#include <functional>
#include <iostream>
#include <pthread.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

bool more();
void work();
void serve(int);
void discovered(const char *);
void command(std::string);
void *entry(void *);

void createdAndDetached(int listener) {
  while (1) {
    int *client = new int(accept(listener, nullptr, nullptr));
    pthread_t id;
    if (pthread_create(&id, nullptr, entry, client) != 0)
    // CHECK: streams.cpp,[[@LINE-1]],9,createdAndDetached,pthread_create,unbounded,unbounded,dangerous,D,none,detached
      continue;
    pthread_detach(id);
  }
}

void *detachesItself(void *client) {
  pthread_detach(pthread_self());
  return client;
}
void detachedInside(int listener) {
  for (;;) {
    int *client = new int(accept(listener, nullptr, nullptr));
    pthread_t id;
    pthread_create(&id, nullptr, detachesItself, client);
    // CHECK: streams.cpp,[[@LINE-1]],5,detachedInside,pthread_create,unbounded,unbounded,dangerous,C,none,escapes
  }
}

void handleOverwritten(int listener) {
  pthread_t id;
  while (true) {
    int client = accept(listener, nullptr, nullptr);
    if (client < 0)
      continue;
    pthread_create(&id, nullptr, entry, &client);
    // CHECK: streams.cpp,[[@LINE-1]],5,handleOverwritten,pthread_create,unbounded,unbounded,dangerous,C,none,escapes
  }
}

void acceptInTheArguments(int listener) {
  while (true)
    std::thread(serve, ::accept(listener, nullptr, nullptr)).detach();
  // CHECK: streams.cpp,[[@LINE-1]],5,acceptInTheArguments,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

void braced(int listener) {
  for (;;)
    std::thread{std::bind(serve, accept(listener, nullptr, nullptr))}.detach();
  // CHECK: streams.cpp,[[@LINE-1]],5,braced,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

void childExits(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (!fork()) {
    // CHECK: streams.cpp,[[@LINE-1]],10,childExits,fork,unbounded,unbounded,dangerous,C,none,escapes
      serve(client);
      _exit(0);
    }
    close(client);
  }
}

void childLeavesTheLoop(int listener) {
  int client;
  for (;;) {
    client = accept(listener, nullptr, nullptr);
    if (fork() == 0)
    // CHECK: streams.cpp,[[@LINE-1]],9,childLeavesTheLoop,fork,unbounded,unbounded,dangerous,C,none,escapes
      break;
    close(client);
  }
  serve(client);
}

int childReturns(int listener) {
  while (true) {
    const int client = accept(listener, nullptr, nullptr);
    switch (fork()) {
    // CHECK: streams.cpp,[[@LINE-1]],13,childReturns,fork,unbounded,unbounded,dangerous,C,none,escapes
    case -1:
      return 1;
    case 0:
      serve(client);
      return 0;
    default:
      close(client);
    }
  }
}

void childGoesOn(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    const pid_t pid = fork();
    // CHECK: streams.cpp,[[@LINE-1]],23,childGoesOn,fork,unbounded,unbounded,dangerous,C,none,escapes
    if (pid == 0)
      serve(client);
    else
      close(client);
  }
}

void assignedInTheCondition(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    pid_t pid;
    if ((pid = fork()) == 0) {
    // CHECK: streams.cpp,[[@LINE-1]],16,assignedInTheCondition,fork,unbounded,unbounded,dangerous,C,none,escapes
      serve(client);
      _exit(0);
    } else if (pid > 0) {
      close(client);
    }
  }
}

void discovery(int socket) {
  char message[256];
  for (;;) {
    const ssize_t length = recvfrom(socket, message, sizeof message, 0, nullptr, nullptr);
    if (length <= 0)
      continue;
    std::thread(discovered, message).detach();
    // CHECK: streams.cpp,[[@LINE-1]],5,discovery,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
}

void commands() {
  std::string line;
  while (std::getline(std::cin, line)) {
    if (line == "quit")
      break;
    std::thread(command, line).detach();
    // CHECK: streams.cpp,[[@LINE-1]],5,commands,std::thread,outside({{.*}}),size,dangerous,D,trip_count,detached
  }
}

void withoutEnd() {
  while (true) {
    std::thread thread(work);
    // CHECK: streams.cpp,[[@LINE-1]],17,withoutEnd,std::thread,unbounded,unbounded,dangerous,D,none,detached
    thread.detach();
    sleep(1);
  }
}

void joinedAcceptLoop(int listener) {
  for (;;) {
    std::thread thread(serve, accept(listener, nullptr, nullptr));
    // CHECK: streams.cpp,[[@LINE-1]],17,joinedAcceptLoop,std::thread,1,constant,safe,C,join,joined
    thread.join();
  }
}

void synchronousAcceptLoop(int listener) {
  for (;;)
    serve(accept(listener, nullptr, nullptr));
}

void countedClients(int listener, int clients) {
  for (int i = 0; i < clients; ++i)
    std::thread(serve, accept(listener, nullptr, nullptr)).detach();
  // CHECK: streams.cpp,[[@LINE-1]],5,countedClients,std::thread,config(clients),config,safe,C,trip_count,detached
}

void *worker(void *listener) {
  for (;;)
    serve(accept(*static_cast<int *>(listener), nullptr, nullptr));
}
void prethreaded(int listener) {
  pthread_t ids[8];
  for (auto &id : ids)
    pthread_create(&id, nullptr, worker, &listener);
  // CHECK: streams.cpp,[[@LINE-1]],5,prethreaded,pthread_create,8,constant,safe,C,trip_count,joined
  for (auto &id : ids)
    pthread_join(id, nullptr);
}

void preforked(int listener, int children) {
  for (int i = 0; i < children; ++i) {
    if (fork() == 0) {
    // CHECK: streams.cpp,[[@LINE-1]],9,preforked,fork,config(children),config,safe,C,trip_count,escapes
      for (;;)
        serve(accept(listener, nullptr, nullptr));
    }
  }
  pause();
}
