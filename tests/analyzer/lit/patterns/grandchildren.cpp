// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Waiting for a child does not wait for its children.

#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

void serve(int);

void forksTwice(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    const pid_t pid = fork();
    // CHECK: grandchildren.cpp,[[@LINE-1]],23,forksTwice,fork,1,constant,safe,C,join,joined
    if (pid == 0) {
      if (fork() == 0)
      // CHECK: grandchildren.cpp,[[@LINE-1]],11,forksTwice,fork,unbounded,unbounded,dangerous
        serve(client);
      _exit(0);
    }
    waitpid(pid, nullptr, 0);
    close(client);
  }
}
