// RUN: %audit -q --exit-zero --format csv --root %S %s -- | FileCheck %s --implicit-check-not=.c,
// A loop of joins that counts to a number of its own is held against the loop of starts: what is not seen to be joined is
// left over in each round.

#include <pthread.h>

void *entry(void *);
static pthread_t all[64];
struct Options {
  int threads;
};

void same(int n) {
  for (;;) {
    for (int i = 0; i < n; ++i)
      pthread_create(&all[i], 0, entry, 0);
      // CHECK: counted_joins.c,[[@LINE-1]],7,same,pthread_create,config(n),config,safe,C,join
    for (int i = 0; i < n; ++i)
      pthread_join(all[i], 0);
  }
}
void other(int n, int k) {
  for (;;) {
    for (int i = 0; i < n; ++i)
      pthread_create(&all[i], 0, entry, 0);
      // CHECK: counted_joins.c,[[@LINE-1]],7,other,pthread_create,unbounded,unbounded,dangerous,C,none
    for (int i = 0; i < k; ++i)
      pthread_join(all[i], 0);
  }
}
void less(int n) {
  for (;;) {
    for (int i = 0; i < n; ++i)
      pthread_create(&all[i], 0, entry, 0);
      // CHECK: counted_joins.c,[[@LINE-1]],7,less,pthread_create,unbounded,unbounded,dangerous,C,none
    for (int i = 0; i < n - 1; ++i)
      pthread_join(all[i], 0);
  }
}
void withoutFirst(int n) {
  for (;;) {
    for (int i = 0; i < n; ++i)
      pthread_create(&all[i], 0, entry, 0);
      // CHECK: counted_joins.c,[[@LINE-1]],7,withoutFirst,pthread_create,unbounded,unbounded,dangerous,C,none
    for (int i = 1; i < n; ++i)
      pthread_join(all[i], 0);
  }
}
void neitherFirst(int n) {
  for (;;) {
    for (int i = 1; i < n; ++i)
      pthread_create(&all[i], 0, entry, 0);
      // CHECK: counted_joins.c,[[@LINE-1]],7,neitherFirst,pthread_create,config(n),config,safe,C,join
    for (int i = 1; i < n; ++i)
      pthread_join(all[i], 0);
  }
}
void loweredBetween(int n) {
  for (;;) {
    for (int i = 0; i < n; ++i)
      pthread_create(&all[i], 0, entry, 0);
      // CHECK: counted_joins.c,[[@LINE-1]],7,loweredBetween,pthread_create,unbounded,unbounded,dangerous,C,none
    n -= 2;
    for (int i = 0; i < n; ++i)
      pthread_join(all[i], 0);
  }
}
void copied(struct Options *options) {
  int n = options->threads;
  for (;;) {
    for (int i = 0; i < options->threads; ++i)
      pthread_create(&all[i], 0, entry, 0);
      // CHECK: counted_joins.c,[[@LINE-1]],7,copied,pthread_create,config(Options::threads),config,safe,C,join
    for (int i = 0; i < n; ++i)
      pthread_join(all[i], 0);
  }
}

// As many as have started, whatever that is.
void counted(int n) {
  for (;;) {
    int started = 0;
    for (int i = 0; i < n; ++i)
      if (pthread_create(&all[started], 0, entry, 0) == 0)
      // CHECK: counted_joins.c,[[@LINE-1]],11,counted,pthread_create,config(n),config,safe,C,join
        ++started;
    for (int i = 0; i < started; ++i)
      pthread_join(all[i], 0);
  }
}
void countedDown(int n) {
  for (;;) {
    int i;
    for (i = 0; i < n; ++i)
      pthread_create(&all[i], 0, entry, 0);
      // CHECK: counted_joins.c,[[@LINE-1]],7,countedDown,pthread_create,config(n),config,safe,C,join
    while (i > 0)
      pthread_join(all[--i], 0);
  }
}
void backwards(int n) {
  for (;;) {
    int i;
    for (i = 0; i < n; ++i)
      pthread_create(&all[i], 0, entry, 0);
      // CHECK: counted_joins.c,[[@LINE-1]],7,backwards,pthread_create,config(n),config,safe,C,join
    for (i = n - 1; i >= 0; --i)
      pthread_join(all[i], 0);
  }
}
void wholeArray(int n) {
  for (;;) {
    for (int i = 0; i < n; ++i)
      pthread_create(&all[i], 0, entry, 0);
      // CHECK: counted_joins.c,[[@LINE-1]],7,wholeArray,pthread_create,config(n),config,safe,C,join
    for (int i = 0; i < 64; ++i)
      pthread_join(all[i], 0);
  }
}
void partOfArray(int n) {
  for (;;) {
    for (int i = 0; i < n; ++i)
      pthread_create(&all[i], 0, entry, 0);
      // CHECK: counted_joins.c,[[@LINE-1]],7,partOfArray,pthread_create,unbounded,unbounded,dangerous,C,none
    for (int i = 0; i < 60; ++i)
      pthread_join(all[i], 0);
  }
}
void anew(int n, int k) {
  for (;;) {
    int i = 0;
    while (i < n)
      pthread_create(&all[i++], 0, entry, 0);
      // CHECK: counted_joins.c,[[@LINE-1]],7,anew,pthread_create,unbounded,unbounded,dangerous,C,none
    i = 0;
    while (i < k)
      pthread_join(all[i++], 0);
  }
}
