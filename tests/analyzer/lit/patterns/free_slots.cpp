// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A slot that is searched, taken, and given back by the unit; and one that nobody takes.

#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

void *serve(void *);

struct Client {
  int socket;
  pthread_t thread;
  bool used;
};
Client clients[32];

void untilTheEnd(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    int i;
    for (i = 0; i < 32; ++i)
      if (!clients[i].used)
        break;
    if (i == 32) {
      close(client);
      continue;
    }
    clients[i].used = true;
    pthread_create(&clients[i].thread, nullptr, serve, &clients[i]);
    // CHECK: free_slots.cpp,[[@LINE-1]],5,untilTheEnd,pthread_create,32,constant,safe,C,once
  }
}

int sockets[16];
void byIndex(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    int free = -1;
    for (int i = 0; i < 16; ++i)
      if (sockets[i] == 0) {
        free = i;
        break;
      }
    if (free >= 0) {
      sockets[free] = client;
      pthread_t thread;
      pthread_create(&thread, nullptr, serve, &sockets[free]);
      // CHECK: free_slots.cpp,[[@LINE-1]],7,byIndex,pthread_create,16,constant,safe,C,once
    } else {
      close(client);
    }
  }
}

void takesNone(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    int i;
    for (i = 0; i < 16; ++i)
      if (sockets[i] == client)
        break;
    if (i == 16)
      continue;
    pthread_t thread;
    pthread_create(&thread, nullptr, serve, &sockets[i]);
    // CHECK: free_slots.cpp,[[@LINE-1]],5,takesNone,pthread_create,unbounded,unbounded,dangerous
  }
}
