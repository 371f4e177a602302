// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu17 | FileCheck %s --implicit-check-not=.c,
// A helper that waits only if a number that it is given says so waits for those whose callers say it.

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LEAVE = 1 };
static void end(pid_t pid, int flags) {
  if (!(flags & LEAVE))
    waitpid(pid, NULL, 0);
}
static pid_t start(char **command) {
  const pid_t pid = fork();
  // CHECK: joined_in_some_modes.c,[[@LINE-1]],21,start,fork,unbounded,unbounded,dangerous,B,none
  if (pid == 0) {
    execvp(command[0], command);
    _exit(1);
  }
  return pid;
}
void in_some(char **command, int flags) {
  for (;;) {
    accept(3, NULL, NULL);
    const pid_t pid = start(command);
    // CHECK: joined_in_some_modes.c,[[@LINE-1]],23,in_some,fork,unbounded,unbounded,dangerous,E,none
    end(pid, flags);
  }
}
void in_one(char **command) {
  for (;;) {
    accept(3, NULL, NULL);
    const pid_t pid = start(command);
    // CHECK: joined_in_some_modes.c,[[@LINE-1]],23,in_one,fork,1,constant,safe,E,join
    end(pid, 0);
  }
}
static void finish(pid_t pid) {
  if (pid > 0)
    waitpid(pid, NULL, 0);
}
void always(char **command) {
  for (;;) {
    accept(3, NULL, NULL);
    const pid_t pid = start(command);
    // CHECK: joined_in_some_modes.c,[[@LINE-1]],23,always,fork,1,constant,safe,E,join
    finish(pid);
  }
}
