// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// A function that takes a connection each time that it runs runs once for each, whoever calls it.

#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

typedef void (*callback)(void *watcher, void *argument);
int watch(int fd, callback run, void *argument); // of a library that is not seen
static int listener;

static void on_client(void *watcher, void *argument) {
  int client = accept(listener, 0, 0);
  if (client < 0)
    return;
  if (fork() == 0)
    exit(0);
  // CHECK: accepts_each_time.c,[[@LINE-2]],7,on_client,fork,unbounded,unbounded,dangerous
}

static void on_timer(void *watcher, void *argument) {
  if (fork() == 0)
    exit(0);
  // CHECK: accepts_each_time.c,[[@LINE-2]],7,on_timer,fork,unknown(how often watch() runs it),unknown,risky
}

static void *serve(void *argument);
static void serves_one(void) {
  int client = accept(listener, 0, 0);
  if (client >= 0 && fork() == 0)
    exit(0);
  // CHECK: accepts_each_time.c,[[@LINE-2]],22,serves_one,fork,1,constant,safe
}

int main(void) {
  watch(listener, on_client, 0);
  watch(listener, on_timer, 0);
  serves_one();
}
