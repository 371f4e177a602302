// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu17 | FileCheck %s --implicit-check-not=.c,
// A counter that is lowered where the loop is left, to take back what was started, counts the rounds.

#include <pthread.h>
#include <stdbool.h>
#include <unistd.h>

void *work(void *);
int next(void);
static pthread_t threads[64];

bool left(void) {
  const int most = sysconf(_SC_NPROCESSORS_ONLN);
  for (int i = 0; i < most; ++i) {
    if (pthread_create(&threads[i], NULL, work, NULL) != 0) {
      // CHECK: taken_back_where_left.c,[[@LINE-1]],9,left,pthread_create,hardware,hardware,safe,C,trip_count
      while (i--)
        pthread_join(threads[i], NULL);
      return false;
    }
  }
  return true;
}

// Where the loop may go on, it is not known how often.
bool not_left(void) {
  const int most = sysconf(_SC_NPROCESSORS_ONLN);
  for (int i = 0; i < most; ++i) {
    if (pthread_create(&threads[i], NULL, work, NULL) != 0) {
      // CHECK: taken_back_where_left.c,[[@LINE-1]],9,not_left,pthread_create,unknown({{.*}}),unknown,risky,C,none
      --i;
      if (next())
        continue;
      return false;
    }
  }
  return true;
}
