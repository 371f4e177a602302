// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu17 | FileCheck %s --implicit-check-not=.c,
// A round that goes on right behind the spawn comes to no join below; what is counted there is counted of earlier ones.

#include <pthread.h>
#include <unistd.h>

enum { PENDING, ACTIVE, DONE };
struct job {
  pthread_t thread;
  int state;
};
void *work(void *);
int found(void);

// At most as many as the gate lets through: the join, and what it gives back, is another round's.
void gated(struct job *jobs, int most) {
  const int count = found();
  int left = count;
  for (int running = 0; left > 0; usleep(1000))
    for (int i = 0; i < count; i++) {
      switch (jobs[i].state) {
      case PENDING:
        if (running >= most)
          continue;
        if (pthread_create(&jobs[i].thread, NULL, work, &jobs[i]) == 0)
          // CHECK: rounds_that_go_on.c,[[@LINE-1]],13,gated,pthread_create,config(most),config,safe,C,semaphore
          running++;
        continue;
      case ACTIVE:
        continue;
      default:
        break;
      }
      pthread_join(jobs[i].thread, NULL);
      running--;
      left--;
    }
}

// No gate: as many as there are.
void ungated(struct job *jobs) {
  const int count = found();
  for (int i = 0; i < count; i++) {
    if (jobs[i].state == PENDING) {
      pthread_create(&jobs[i].thread, NULL, work, &jobs[i]);
      // CHECK: rounds_that_go_on.c,[[@LINE-1]],7,ungated,pthread_create,unknown(the result of found()),unknown,risky
      continue;
    }
    pthread_join(jobs[i].thread, NULL);
  }
}

// A state that is asked is no count of what has started.
void byState(struct job *jobs) {
  const int count = found();
  for (int i = 0; i < count; i++) {
    pthread_create(&jobs[i].thread, NULL, work, &jobs[i]);
    // CHECK: rounds_that_go_on.c,[[@LINE-1]],5,byState,pthread_create,unknown(the result of found()),unknown,risky
    if (jobs[i].state == DONE)
      pthread_join(jobs[i].thread, NULL);
  }
}

// Here each round waits for what it started.
void joined(struct job *jobs) {
  const int count = found();
  for (int i = 0; i < count; i++) {
    if (jobs[i].state == DONE)
      continue;
    pthread_create(&jobs[i].thread, NULL, work, &jobs[i]);
    // CHECK: rounds_that_go_on.c,[[@LINE-1]],5,joined,pthread_create,1,constant,safe,C,join
    pthread_join(jobs[i].thread, NULL);
  }
}
