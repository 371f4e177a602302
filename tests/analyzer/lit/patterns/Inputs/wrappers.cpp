// Wrappers around a spawn, in a translation unit of their own.
#include "wrappers.h"

#include <cstdlib>
#include <pthread.h>
#include <thread>
#include <unistd.h>

pid_t Fork() {
  const pid_t pid = fork();
  if (pid < 0)
    std::abort();
  return pid;
}

void Pthread_create(pthread_t *id, void *(*entry)(void *), void *argument) {
  if (pthread_create(id, nullptr, entry, argument) != 0)
    std::abort();
}

void startThread(void (*function)(void *), void *argument) { std::thread(function, argument).detach(); }

void eachWorker(int count, void (*function)(void *)) {
  for (int i = 0; i < count; ++i)
    startThread(function, nullptr);
}
