// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s --implicit-check-not=.c,
// What waits for a child by way of a function of its own, or asks until the child has ended.

#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

void serve(int client);

pid_t Fork(void) {
  pid_t pid = fork();
  // CHECK: waits_in_wrappers.c,[[@LINE-1]],{{.*}},Fork,fork,1,constant,safe
  if (pid < 0)
    exit(1);
  return pid;
}

pid_t Wait(int *status) {
  pid_t pid = wait(status);
  if (pid < 0)
    exit(1);
  return pid;
}

void Reap(void) {
  while (waitpid(-1, 0, WNOHANG) > 0)
    ;
}

pid_t Waitpid(pid_t pid, int *status, int options) { return waitpid(pid, status, options); }

void WaitSometimes(int asked) {
  if (asked)
    wait(0);
}

static void inWrapper(int client) {
  if (fork() == 0) {
    // CHECK: waits_in_wrappers.c,[[@LINE-1]],{{.*}},inWrapper,fork,1,constant,safe,{{.}},join
    serve(client);
    exit(0);
  }
  Wait(NULL);
}

static void bothInWrappers(int client) {
  if (Fork() == 0) {
    serve(client);
    exit(0);
  }
  Wait(NULL);
}

/// The handler takes those that have ended, and no more.
static void reaped(int client) {
  if (fork() == 0) {
    // CHECK: waits_in_wrappers.c,[[@LINE-1]],{{.*}},reaped,fork,unbounded,unbounded,dangerous,{{.}},none
    serve(client);
    exit(0);
  }
  Reap();
}

static void waitedSometimes(int client) {
  if (fork() == 0) {
    // CHECK: waits_in_wrappers.c,[[@LINE-1]],{{.*}},waitedSometimes,fork,unbounded,unbounded,dangerous,{{.}},none
    serve(client);
    exit(0);
  }
  WaitSometimes(client);
}

static void byNumber(int client) {
  pid_t pid = fork();
  // CHECK: waits_in_wrappers.c,[[@LINE-1]],{{.*}},byNumber,fork,1,constant,safe,{{.}},join
  if (pid == 0) {
    serve(client);
    exit(0);
  }
  Waitpid(pid, NULL, 0);
}

static void onlyLooked(int client) {
  pid_t pid = fork();
  // CHECK: waits_in_wrappers.c,[[@LINE-1]],{{.*}},onlyLooked,fork,unbounded,unbounded,dangerous,{{.}},none
  if (pid == 0) {
    serve(client);
    exit(0);
  }
  Waitpid(pid, NULL, WNOHANG);
}

static int pumped(int client) {
  pid_t pid = fork();
  // CHECK: waits_in_wrappers.c,[[@LINE-1]],{{.*}},pumped,fork,1,constant,safe,{{.}},join
  if (pid == 0) {
    serve(client);
    exit(0);
  }
  int status;
  while (1) {
    int result = waitpid(pid, &status, WNOHANG);
    if (result < 0)
      return -1;
    char part[64];
    while (1) {
      if (read(client, part, sizeof part) <= 0)
        break;
    }
    if (result != 0)
      break;
  }
  return status;
}

static void asked(int client) {
  pid_t pid = fork();
  // CHECK: waits_in_wrappers.c,[[@LINE-1]],{{.*}},asked,fork,1,constant,safe,{{.}},join
  if (pid == 0) {
    serve(client);
    exit(0);
  }
  while (waitpid(pid, NULL, WNOHANG) == 0)
    usleep(1000);
}

static void askedForAWhile(int client) {
  pid_t pid = fork();
  // CHECK: waits_in_wrappers.c,[[@LINE-1]],{{.*}},askedForAWhile,fork,unbounded,unbounded,dangerous,{{.}},none
  if (pid == 0) {
    serve(client);
    exit(0);
  }
  for (int i = 0; i < 10; ++i)
    if (waitpid(pid, NULL, WNOHANG) != 0)
      break;
}

int main(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  while (1) {
    int client = accept(fd, 0, 0);
    inWrapper(client);
    bothInWrappers(client);
    reaped(client);
    // CHECK: waits_in_wrappers.c,[[@LINE-1]],5,main,fork,unbounded,unbounded,dangerous
    waitedSometimes(client);
    // CHECK: waits_in_wrappers.c,[[@LINE-1]],5,main,fork,unbounded,unbounded,dangerous
    byNumber(client);
    onlyLooked(client);
    // CHECK: waits_in_wrappers.c,[[@LINE-1]],5,main,fork,unbounded,unbounded,dangerous
    pumped(client);
    asked(client);
    askedForAWhile(client);
    // CHECK: waits_in_wrappers.c,[[@LINE-1]],5,main,fork,unbounded,unbounded,dangerous
    close(client);
  }
}
