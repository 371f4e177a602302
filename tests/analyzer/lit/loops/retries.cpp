// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A loop that goes round until a unit has started starts one.

#include <cerrno>
#include <pthread.h>
#include <unistd.h>

void *entry(void *);

pid_t persistent() {
  pid_t child;
  while ((child = fork()) < 0)
    sleep(1);
  // CHECK: retries.cpp,[[@LINE-2]],19,persistent,fork,1,constant,safe
  return child;
}

void whileBusy() {
  while (fork() == -1 && errno == EAGAIN)
    sleep(1);
  // CHECK: retries.cpp,[[@LINE-2]],10,whileBusy,fork,1,constant,safe
}

void doWhile() {
  pthread_t id;
  int problem;
  do {
    problem = pthread_create(&id, nullptr, entry, nullptr);
    // CHECK: retries.cpp,[[@LINE-1]],15,doWhile,pthread_create,1,constant,safe
  } while (problem == EAGAIN);
}

void untilRefused() {
  pthread_t id;
  while (pthread_create(&id, nullptr, entry, nullptr) == 0)
    sleep(1);
  // CHECK: retries.cpp,[[@LINE-2]],10,untilRefused,pthread_create,unbounded,unbounded,dangerous
}

void everyParent() {
  while (fork() > 0)
    sleep(1);
  // CHECK: retries.cpp,[[@LINE-2]],10,everyParent,fork,unbounded,unbounded,dangerous
}

void perRound(int count) {
  for (int i = 0; i < count; ++i)
    while (fork() < 0)
      sleep(1);
  // CHECK: retries.cpp,[[@LINE-2]],12,perRound,fork,unknown({{.*}}config(count){{.*}}),unknown,risky
}

void perRoundOfTheParent(int count) {
  for (int i = 0; i < count; ++i) {
    pid_t child;
    while ((child = fork()) < 0)
      sleep(1);
    // CHECK: retries.cpp,[[@LINE-2]],21,perRoundOfTheParent,fork,config(count),config,safe
    if (child == 0)
      _exit(0);
  }
}
