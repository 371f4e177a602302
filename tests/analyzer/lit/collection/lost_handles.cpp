// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// A handle that is given a second unit before it is joined has lost the first: the join waits for the second alone.

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

void *entry(void *);
void work();
struct Worker {
  pthread_t thread;
};

void second() {
  for (;;) {
    pthread_t t;
    pthread_create(&t, nullptr, entry, nullptr);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,second,pthread_create,unbounded,unbounded,dangerous,C,none
    pthread_create(&t, nullptr, entry, nullptr);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,second,pthread_create,1,constant,safe,C,join
    pthread_join(t, nullptr);
  }
}
void joinedBetween() {
  for (;;) {
    pthread_t t;
    pthread_create(&t, nullptr, entry, nullptr);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,joinedBetween,pthread_create,1,constant,safe,C,join
    pthread_join(t, nullptr);
    pthread_create(&t, nullptr, entry, nullptr);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,joinedBetween,pthread_create,1,constant,safe,C,join
    pthread_join(t, nullptr);
  }
}
void keptBefore() {
  for (;;) {
    pthread_t t, first;
    pthread_create(&t, nullptr, entry, nullptr);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,keptBefore,pthread_create,1,constant,safe,C,join
    first = t;
    pthread_create(&t, nullptr, entry, nullptr);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,keptBefore,pthread_create,1,constant,safe,C,join
    pthread_join(t, nullptr);
    pthread_join(first, nullptr);
  }
}

// By its function, which is called in a loop.
static void two() {
  pthread_t t;
  pthread_create(&t, nullptr, entry, nullptr);
  // CHECK: lost_handles.cpp,[[@LINE-1]],3,two,pthread_create,unbounded,unbounded,dangerous,B,none
  pthread_create(&t, nullptr, entry, nullptr);
  // CHECK: lost_handles.cpp,[[@LINE-1]],3,two,pthread_create,1,constant,safe,B,join
  pthread_join(t, nullptr);
}
void calls() {
  for (;;)
    two();
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,calls,pthread_create,unbounded,unbounded,dangerous,E,none
}

// In the next round.
void secondBehindJoin() {
  for (;;) {
    pthread_t t;
    pthread_create(&t, nullptr, entry, nullptr);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,secondBehindJoin,pthread_create,1,constant,safe,C,join
    pthread_join(t, nullptr);
    pthread_create(&t, nullptr, entry, nullptr);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,secondBehindJoin,pthread_create,unbounded,unbounded,dangerous,C,none
  }
}

// Only one of both starts.
void triedAgain(pthread_attr_t *large) {
  for (;;) {
    pthread_t t;
    if (pthread_create(&t, large, entry, nullptr) != 0)
    // CHECK: lost_handles.cpp,[[@LINE-1]],9,triedAgain,pthread_create,1,constant,safe,C,join
      pthread_create(&t, nullptr, entry, nullptr);
      // CHECK: lost_handles.cpp,[[@LINE-1]],7,triedAgain,pthread_create,1,constant,safe,C,join
    pthread_join(t, nullptr);
  }
}
void either(bool large, pthread_attr_t *attributes) {
  for (;;) {
    pthread_t t;
    if (large)
      pthread_create(&t, attributes, entry, nullptr);
      // CHECK: lost_handles.cpp,[[@LINE-1]],7,either,pthread_create,1,constant,safe,C,join
    if (!large)
      pthread_create(&t, nullptr, entry, nullptr);
      // CHECK: lost_handles.cpp,[[@LINE-1]],7,either,pthread_create,1,constant,safe,C,join
    pthread_join(t, nullptr);
  }
}

// Elements and fields: the same one, and others.
void sameElement() {
  for (;;) {
    pthread_t all[2];
    pthread_create(&all[0], nullptr, entry, nullptr);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,sameElement,pthread_create,unbounded,unbounded,dangerous,C,none
    pthread_create(&all[0], nullptr, entry, nullptr);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,sameElement,pthread_create,1,constant,safe,C,join
    for (int i = 0; i < 2; ++i)
      pthread_join(all[i], nullptr);
  }
}
void steppedElement() {
  for (;;) {
    int n = 0;
    pthread_t all[2];
    pthread_create(&all[n++], nullptr, entry, nullptr);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,steppedElement,pthread_create,1,constant,safe,C,join
    pthread_create(&all[n++], nullptr, entry, nullptr);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,steppedElement,pthread_create,1,constant,safe,C,join
    for (int i = 0; i < n; ++i)
      pthread_join(all[i], nullptr);
  }
}
void sameObject() {
  for (;;) {
    Worker one;
    pthread_create(&one.thread, nullptr, entry, nullptr);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,sameObject,pthread_create,unbounded,unbounded,dangerous,C,none
    pthread_create(&one.thread, nullptr, entry, nullptr);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,sameObject,pthread_create,1,constant,safe,C,join
    pthread_join(one.thread, nullptr);
  }
}
void otherObject() {
  for (;;) {
    Worker one, other;
    pthread_create(&one.thread, nullptr, entry, nullptr);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,otherObject,pthread_create,1,constant,safe,C,join
    pthread_create(&other.thread, nullptr, entry, nullptr);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,otherObject,pthread_create,1,constant,safe,C,join
    pthread_join(one.thread, nullptr);
    pthread_join(other.thread, nullptr);
  }
}

// Through a helper.
static void start(pthread_t *out) {
  pthread_create(out, nullptr, entry, nullptr);
  // CHECK: lost_handles.cpp,[[@LINE-1]],3,start,pthread_create,unbounded,unbounded,dangerous,B,none
}
void startsTwice() {
  for (;;) {
    pthread_t t;
    start(&t);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,startsTwice,pthread_create,unbounded,unbounded,dangerous,E,none
    start(&t);
    // CHECK: lost_handles.cpp,[[@LINE-1]],5,startsTwice,pthread_create,1,constant,safe,E,join
    pthread_join(t, nullptr);
  }
}

// Processes: the parent's handle, and that which its child has for a child of its own.
void secondChild() {
  for (;;) {
    pid_t child = fork();
    // CHECK: lost_handles.cpp,[[@LINE-1]],19,secondChild,fork,unbounded,unbounded,dangerous,C,none
    if (child == 0)
      _exit(0);
    child = fork();
    // CHECK: lost_handles.cpp,[[@LINE-1]],13,secondChild,fork,1,constant,safe,C,join
    if (child == 0)
      _exit(0);
    waitpid(child, nullptr, 0);
  }
}
void grandchild() {
  for (;;) {
    pid_t child = fork();
    // CHECK: lost_handles.cpp,[[@LINE-1]],19,grandchild,fork,1,constant,safe,C,join
    if (child == 0) {
      child = fork();
      // CHECK: lost_handles.cpp,[[@LINE-1]],15,grandchild,fork,1,constant,safe,C,join
      if (child == 0)
        _exit(0);
      waitpid(child, nullptr, 0);
      _exit(0);
    }
    waitpid(child, nullptr, 0);
  }
}
