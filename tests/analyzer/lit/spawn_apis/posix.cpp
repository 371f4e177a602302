// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// POSIX threads and processes from C++.

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

void *entry(void *);

void thread() {
  pthread_t id;
  pthread_create(&id, nullptr, entry, nullptr);
  // CHECK: posix.cpp,[[@LINE-1]],3,thread,pthread_create,1,constant,safe,{{.}},{{.*}},joined
  pthread_join(id, nullptr);
}

void loose() {
  pthread_t id;
  if (pthread_create(&id, nullptr, entry, nullptr) == 0)
  // CHECK: posix.cpp,[[@LINE-1]],7,loose,pthread_create,1,constant,safe,{{.}},{{.*}},detached
    pthread_detach(id);
}

int process() {
  const pid_t child = ::fork();
  // CHECK: posix.cpp,[[@LINE-1]],23,process,fork,1,constant,safe,{{.}},{{.*}},joined
  if (child == 0)
    _exit(0);
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

void chosen() {
  switch (fork()) {
  // CHECK: posix.cpp,[[@LINE-1]],11,chosen,fork,1,constant,safe,{{.}},{{.*}},escapes
  case 0:
    _exit(0);
  default:
    break;
  }
}

namespace mine {
int fork();
void other() {
  for (;;)
    fork();
}
} // namespace mine
