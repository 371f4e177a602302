// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu17 | FileCheck %s --implicit-check-not=.c,
// A handle that a helper gives through a pointer, or as its result, is followed to whoever waits for the unit.

#include <pthread.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int start(char **command, pid_t *out) {
  const pid_t pid = fork();
  // CHECK: given_by_pointer.c,[[@LINE-1]],21,start,fork,unbounded,unbounded,dangerous,B,none
  if (pid == -1)
    return 1;
  if (pid == 0) {
    execvp(command[0], command);
    _exit(1);
  }
  *out = pid;
  return 0;
}
void waited_for(char **command) {
  for (;;) {
    accept(3, NULL, NULL);
    pid_t pid;
    if (start(command, &pid))
      // CHECK: given_by_pointer.c,[[@LINE-1]],9,waited_for,fork,1,constant,safe,E,join
      continue;
    waitpid(pid, NULL, 0);
  }
}
void not_waited_for(char **command) {
  for (;;) {
    accept(3, NULL, NULL);
    pid_t pid;
    if (start(command, &pid))
      // CHECK: given_by_pointer.c,[[@LINE-1]],9,not_waited_for,fork,unbounded,unbounded,dangerous,E,none
      continue;
  }
}

// Waited for in the function between the start and the loop, and not on every way.
static void run(char **command) {
  pid_t pid;
  if (start(command, &pid) == 0)
    waitpid(pid, NULL, 0);
}
static void run_some(char **command, int client) {
  pid_t pid;
  if (start(command, &pid))
    return;
  if (client > 100)
    return;
  waitpid(pid, NULL, 0);
}
void below_the_loop(char **command) {
  for (;;) {
    accept(3, NULL, NULL);
    run(command);
  }
}
void below_another_loop(char **command) {
  for (;;) {
    const int client = accept(3, NULL, NULL);
    run_some(command, client);
    // CHECK: given_by_pointer.c,[[@LINE-1]],5,below_another_loop,fork,unbounded,unbounded,dangerous,E,none
  }
}

// Threads, and a handle that goes through two functions.
void *work(void *);
static int begin(pthread_t *out) { return pthread_create(out, NULL, work, NULL); }
// CHECK: given_by_pointer.c,[[@LINE-1]],43,begin,pthread_create,unbounded,unbounded,dangerous,B,none
static int begin_named(pthread_t *out) { return begin(out); }
void threads_joined(void) {
  for (;;) {
    accept(3, NULL, NULL);
    pthread_t thread;
    if (begin_named(&thread) == 0)
      // CHECK: given_by_pointer.c,[[@LINE-1]],9,threads_joined,pthread_create,1,constant,safe,E,join
      pthread_join(thread, NULL);
  }
}
void threads_left(void) {
  for (;;) {
    accept(3, NULL, NULL);
    pthread_t thread;
    begin_named(&thread);
    // CHECK: given_by_pointer.c,[[@LINE-1]],5,threads_left,pthread_create,unbounded,unbounded,dangerous,E,none
  }
}

// The result of a helper, waited for in a function that a loop calls.
static pid_t child(char **command) {
  const pid_t pid = fork();
  // CHECK: given_by_pointer.c,[[@LINE-1]],21,child,fork,unbounded,unbounded,dangerous,B,none
  if (pid == 0) {
    execvp(command[0], command);
    _exit(1);
  }
  return pid;
}
static void run_child(char **command) { waitpid(child(command), NULL, 0); }
static void leave_child(char **command) { (void)child(command); }
void children(char **command) {
  for (;;) {
    accept(3, NULL, NULL);
    run_child(command);
    leave_child(command);
    // CHECK: given_by_pointer.c,[[@LINE-1]],5,children,fork,unbounded,unbounded,dangerous,E,none
  }
}
