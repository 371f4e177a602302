// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// POSIX threads and processes from C++.

#include <cstdio>
#include <cstdlib>
#include <pthread.h>
#include <sched.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

void *entry(void *);
int child(void *);

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

void spawned(char **arguments) {
  for (int i = 0; i < 3; ++i) {
    pid_t id;
    posix_spawn(&id, "/bin/ls", nullptr, nullptr, arguments, nullptr);
    // CHECK: posix.cpp,[[@LINE-1]],5,spawned,posix_spawn,1,constant,safe,C,join,joined
    waitpid(id, nullptr, 0);
  }
}

void forgottenChildren(char **arguments) {
  pid_t ids[4];
  for (pid_t &id : ids)
    posix_spawnp(&id, "ls", nullptr, nullptr, arguments, nullptr);
  // CHECK: posix.cpp,[[@LINE-1]],5,forgottenChildren,posix_spawnp,4,constant,safe,C,trip_count,escapes
}

void cloned(char *stack) {
  for (;;)
    clone(child, stack, SIGCHLD, nullptr);
  // CHECK: posix.cpp,[[@LINE-1]],5,cloned,clone,unbounded,unbounded,dangerous,C,none,escapes
}

void commands() {
  for (;;)
    std::system("ls");
  // CHECK: posix.cpp,[[@LINE-1]],5,commands,system,1,constant,safe,C,join,joined
  for (;;) {
    FILE *out = popen("ls", "r");
    // CHECK: posix.cpp,[[@LINE-1]],17,commands,popen,1,constant,safe,C,join,joined
    pclose(out);
  }
}

void leftOpen() {
  for (;;)
    popen("ls", "r");
  // CHECK: posix.cpp,[[@LINE-1]],5,leftOpen,popen,unbounded,unbounded,dangerous,C,none,escapes
}

void retriedVfork() {
  pid_t id;
  while ((id = vfork()) < 0) {
  // CHECK: posix.cpp,[[@LINE-1]],16,retriedVfork,vfork,1,constant,safe,C,trip_count,joined
  }
  if (id == 0)
    _exit(0);
  waitpid(id, nullptr, 0);
}
