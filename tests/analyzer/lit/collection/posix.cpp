// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// pthread_join, pthread_detach and the waits for processes.

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

bool more();
void *entry(void *);

void joinedInTheRound() {
  while (more()) {
    pthread_t id;
    pthread_create(&id, nullptr, entry, nullptr);
    // CHECK: posix.cpp,[[@LINE-1]],5,joinedInTheRound,pthread_create,1,constant,safe,C,join,joined
    pthread_join(id, nullptr);
  }
}

void joinedBehind() {
  pthread_t ids[8];
  for (int i = 0; i < 8; ++i)
    pthread_create(&ids[i], nullptr, entry, nullptr);
  // CHECK: posix.cpp,[[@LINE-1]],5,joinedBehind,pthread_create,8,constant,safe,C,trip_count,joined
  for (pthread_t &id : ids)
    pthread_join(id, nullptr);
}

void leaked() {
  pthread_t id;
  while (more())
    pthread_create(&id, nullptr, entry, nullptr);
  // CHECK: posix.cpp,[[@LINE-1]],5,leaked,pthread_create,unbounded,unbounded,dangerous,C,none,escapes
}

void detachedByAttribute() {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t id;
  while (more())
    pthread_create(&id, &attributes, entry, nullptr);
  // CHECK: posix.cpp,[[@LINE-1]],5,detachedByAttribute,pthread_create,unbounded,unbounded,dangerous,D,none,detached
}

void joinableByAttribute() {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_JOINABLE);
  while (more()) {
    pthread_t id;
    pthread_create(&id, &attributes, entry, nullptr);
    // CHECK: posix.cpp,[[@LINE-1]],5,joinableByAttribute,pthread_create,1,constant,safe,C,join,joined
    pthread_join(id, nullptr);
  }
}

void detachedInTheThread() {
  pthread_t id;
  while (more())
    pthread_create(&id, nullptr, entry, nullptr);
  // CHECK: posix.cpp,[[@LINE-1]],5,detachedInTheThread,pthread_create,unbounded,unbounded,dangerous
}
void *entry(void *data) {
  pthread_detach(pthread_self());
  return data;
}

void waited() {
  while (more()) {
    const pid_t child = fork();
    // CHECK: posix.cpp,[[@LINE-1]],25,waited,fork,1,constant,safe,C,join,joined
    if (child == 0)
      _exit(0);
    waitpid(child, nullptr, 0);
  }
}

void waitedInElse() {
  while (more()) {
    const pid_t child = fork();
    // CHECK: posix.cpp,[[@LINE-1]],25,waitedInElse,fork,1,constant,safe,C,join,joined
    if (child == 0)
      _exit(0);
    else
      wait(nullptr);
  }
}

void onlyLooked() {
  while (more()) {
    const pid_t child = fork();
    // CHECK: posix.cpp,[[@LINE-1]],25,onlyLooked,fork,unbounded,unbounded,dangerous,C,none,escapes
    if (child == 0)
      _exit(0);
    waitpid(-1, nullptr, WNOHANG);
  }
}

void waitedBehind(int count) {
  for (int i = 0; i < count; ++i)
    if (fork() == 0)
    // CHECK: posix.cpp,[[@LINE-1]],9,waitedBehind,fork,config(count),config,safe,C,trip_count,joined
      _exit(0);
  while (wait(nullptr) > 0) {
  }
}
