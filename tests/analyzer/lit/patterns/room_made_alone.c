// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// Who starts the units makes room in its count: by waiting for one, or by writing a lower number.

#include <pthread.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int waited, looked, asked, slept, told, first, each;
static volatile int ended;

static void child(void) {
  sleep(1);
  _exit(0);
}

void waitsForOne(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    while (waited >= 10) {
      waitpid(-1, 0, 0);
      --waited;
    }
    if (fork() == 0)
      // CHECK: room_made_alone.c,[[@LINE-1]],{{.*}},waitsForOne,fork,10,constant,safe
      child();
    ++waited;
  }
}

void looksAndDoesNotAsk(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    while (looked >= 10) {
      waitpid(-1, 0, WNOHANG);
      --looked;
    }
    if (fork() == 0)
      // CHECK: room_made_alone.c,[[@LINE-1]],{{.*}},looksAndDoesNotAsk,fork,unbounded,unbounded,dangerous
      child();
    ++looked;
  }
}

void looksAndAsks(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    while (asked >= 10)
      if (waitpid(-1, 0, WNOHANG) > 0)
        --asked;
    if (fork() == 0)
      // CHECK: room_made_alone.c,[[@LINE-1]],{{.*}},looksAndAsks,fork,10,constant,safe
      child();
    ++asked;
  }
}

void sleepsAWhile(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    if (slept >= 10) {
      sleep(1);
      --slept;
    }
    if (fork() == 0)
      // CHECK: room_made_alone.c,[[@LINE-1]],{{.*}},sleepsAWhile,fork,unbounded,unbounded,dangerous
      child();
    ++slept;
  }
}

void isTold(int listener) {
  for (;;) {
    accept(listener, 0, 0);
    while (told >= 10)
      if (ended) {
        --told;
        ended = 0;
      }
    if (fork() == 0)
      // CHECK: room_made_alone.c,[[@LINE-1]],{{.*}},isTold,fork,10,constant,safe
      child();
    ++told;
  }
}

static void *work(void *unused) {
  sleep(1);
  return unused;
}

void joinsTheFirstAlways(int listener) {
  static pthread_t threads[64];
  for (unsigned next = 0;; ++next) {
    accept(listener, 0, 0);
    if (first >= 8) {
      pthread_join(threads[0], 0);
      --first;
    }
    pthread_create(&threads[next % 64], 0, work, 0);
    // CHECK: room_made_alone.c,[[@LINE-1]],{{.*}},joinsTheFirstAlways,pthread_create,unbounded,unbounded,dangerous
    ++first;
  }
}

void joinsTheOldest(int listener) {
  static pthread_t threads[64];
  for (unsigned next = 0;; ++next) {
    accept(listener, 0, 0);
    if (each >= 8) {
      pthread_join(threads[(next - 8) % 64], 0);
      --each;
    }
    pthread_create(&threads[next % 64], 0, work, 0);
    // CHECK: room_made_alone.c,[[@LINE-1]],{{.*}},joinsTheOldest,pthread_create,8,constant,safe
    ++each;
  }
}
