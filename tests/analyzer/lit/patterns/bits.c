// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu17 | FileCheck %s --implicit-check-not=.c,
// One bit of many that is tested and set lets one start; another bit, or one that is taken back, lets all.

#include <pthread.h>
#include <unistd.h>

enum { STARTED = 4, BUSY = 8 };
struct server {
  int flags;
  pthread_t thread;
};
void *work(void *);

void once(struct server *server) {
  for (;;) {
    pause();
    if (server->flags & STARTED)
      continue;
    server->flags |= STARTED;
    pthread_create(&server->thread, NULL, work, server);
    // CHECK: bits.c,[[@LINE-1]],5,once,pthread_create,1,constant,safe,C,once
  }
}
void another(struct server *server) {
  for (;;) {
    pause();
    if (server->flags & STARTED)
      continue;
    server->flags |= BUSY;
    pthread_create(&server->thread, NULL, work, server);
    // CHECK: bits.c,[[@LINE-1]],5,another,pthread_create,unbounded,unbounded,dangerous
  }
}
void takenBack(struct server *server) {
  for (;;) {
    pause();
    if (server->flags & STARTED)
      continue;
    server->flags |= STARTED;
    pthread_create(&server->thread, NULL, work, server);
    // CHECK: bits.c,[[@LINE-1]],5,takenBack,pthread_create,unbounded,unbounded,dangerous
    server->flags &= ~STARTED;
  }
}

// It serves in a thread of its own if asked to: that thread comes here again, and serves.
void *serves(void *server);
int listens(struct server *server) {
  if (!(server->flags & STARTED)) {
    server->flags |= STARTED;
    return pthread_create(&server->thread, NULL, serves, server);
    // CHECK: bits.c,[[@LINE-1]],12,listens,pthread_create,1,constant,safe,B,once
  }
  for (;;)
    pause();
}
void *serves(void *server) {
  listens((struct server *)server);
  return NULL;
}
