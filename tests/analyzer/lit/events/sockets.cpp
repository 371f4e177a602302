// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Loops around calls that return once for each event.

#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

void serve(int);
void *entry(void *);

void perConnection(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    std::thread(serve, client).detach();
    // CHECK: sockets.cpp,[[@LINE-1]],5,perConnection,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
}

void inCondition(int listener) {
  int client = 0;
  while ((client = accept4(listener, nullptr, nullptr, 0)) >= 0)
    std::thread(serve, client).detach();
  // CHECK: sockets.cpp,[[@LINE-1]],5,inCondition,std::thread,unbounded,unbounded,dangerous,D
}

void inArguments(int listener) {
  while (true)
    std::thread(serve, accept(listener, nullptr, nullptr)).detach();
  // CHECK: sockets.cpp,[[@LINE-1]],5,inArguments,std::thread,unbounded,unbounded,dangerous,D
}

void processes(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    const pid_t child = fork();
    // CHECK: sockets.cpp,[[@LINE-1]],25,processes,fork,unbounded,unbounded,dangerous,C,none,escapes
    if (child == 0) {
      serve(client);
      _exit(0);
    }
    close(client);
  }
}

void reaped(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (fork() == 0) {
    // CHECK: sockets.cpp,[[@LINE-1]],9,reaped,fork,unbounded,unbounded,dangerous,C,none,escapes
      serve(client);
      _exit(0);
    }
    while (waitpid(-1, nullptr, WNOHANG) > 0) {
    }
  }
}

void oneAfterTheOther(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    std::thread thread(serve, client);
    // CHECK: sockets.cpp,[[@LINE-1]],17,oneAfterTheOther,std::thread,1,constant,safe,C,join,joined
    thread.join();
  }
}

void datagrams(int socket) {
  char buffer[512];
  while (recv(socket, buffer, sizeof buffer, 0) > 0) {
    pthread_t id;
    pthread_create(&id, nullptr, entry, buffer);
    // CHECK: sockets.cpp,[[@LINE-1]],5,datagrams,pthread_create,unbounded,unbounded,dangerous,D,none,detached
    pthread_detach(id);
  }
}

void counted(int listener) {
  for (int i = 0; i < 10; ++i)
    std::thread(serve, accept(listener, nullptr, nullptr)).detach();
  // CHECK: sockets.cpp,[[@LINE-1]],5,counted,std::thread,10,constant,safe,C,trip_count,detached
}

void once(int listener) {
  std::thread(serve, accept(listener, nullptr, nullptr)).detach();
  // CHECK: sockets.cpp,[[@LINE-1]],3,once,std::thread,1,constant,safe,B
}
