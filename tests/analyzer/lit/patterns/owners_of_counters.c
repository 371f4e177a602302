// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// A unit finds the counter of who started it by a pointer; that each unit has such a pointer makes no more counters.

#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct server {
  int active;
};
struct connection {
  struct server *server;
  int socket;
};

static void *serve(void *argument) {
  struct connection *connection = argument;
  close(connection->socket);
  connection->server->active--;
  free(connection);
  return 0;
}

void byPointer(struct server *server, int listener) {
  for (;;) {
    int client = accept(listener, 0, 0);
    if (server->active >= 16) {
      close(client);
      continue;
    }
    server->active++;
    struct connection *connection = malloc(sizeof *connection);
    connection->server = server;
    connection->socket = client;
    pthread_t thread;
    pthread_create(&thread, 0, serve, connection);
    // CHECK: owners_of_counters.c,[[@LINE-1]],{{.*}},byPointer,pthread_create,16,constant,safe
    pthread_detach(thread);
  }
}

struct places {
  sem_t free;
};
struct visit {
  struct places *places;
};

static void *visiting(void *argument) {
  struct visit *visit = argument;
  sleep(1);
  sem_post(&visit->places->free);
  return 0;
}

void bySemaphore(int listener) {
  struct places places;
  sem_init(&places.free, 0, 12);
  for (;;) {
    accept(listener, 0, 0);
    sem_wait(&places.free);
    struct visit *visit = malloc(sizeof *visit);
    visit->places = &places;
    pthread_t thread;
    pthread_create(&thread, 0, visiting, visit);
    // CHECK: owners_of_counters.c,[[@LINE-1]],{{.*}},bySemaphore,pthread_create,12,constant,safe
    pthread_detach(thread);
  }
}

struct limit {
  int active;
};
struct session {
  struct limit *own;
};

static void *session(void *argument) {
  struct session *session = argument;
  sleep(1);
  session->own->active--;
  return 0;
}

void oneEach(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    struct session *each = malloc(sizeof *each);
    each->own = calloc(1, sizeof *each->own);
    if (each->own->active >= 16)
      continue;
    each->own->active++;
    pthread_t thread;
    pthread_create(&thread, 0, session, each);
    // CHECK: owners_of_counters.c,[[@LINE-1]],{{.*}},oneEach,pthread_create,unbounded,unbounded,dangerous
    pthread_detach(thread);
  }
}
