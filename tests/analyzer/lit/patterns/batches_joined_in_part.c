// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s --implicit-check-not=.c,
// A batch that is joined in part, and then begins anew, leaves some behind; so does a child that is taken for ended though
// none was.

#include <pthread.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

void *work(void *);
void serve(int);

// Fewer than the batch.
void allButTheLast(int listener) {
  pthread_t threads[64];
  int count = 0;
  for (;;) {
    accept(listener, 0, 0);
    pthread_create(&threads[count++], 0, work, 0);
    // CHECK: batches_joined_in_part.c,[[@LINE-1]],5,allButTheLast,pthread_create,unbounded,unbounded,dangerous,C,none
    if (count == 64) {
      for (int i = 0; i < 63; i++)
        pthread_join(threads[i], 0);
      count = 0;
    }
  }
}
void allButTheFirst(int listener) {
  pthread_t threads[64];
  int count = 0;
  for (;;) {
    accept(listener, 0, 0);
    pthread_create(&threads[count++], 0, work, 0);
    // CHECK: batches_joined_in_part.c,[[@LINE-1]],5,allButTheFirst,pthread_create,unbounded,unbounded,dangerous,C,none
    if (count == 64) {
      for (int i = 1; i < count; i++)
        pthread_join(threads[i], 0);
      count = 0;
    }
  }
}
void everySecond(int listener) {
  pthread_t threads[64];
  int count = 0;
  for (;;) {
    accept(listener, 0, 0);
    pthread_create(&threads[count++], 0, work, 0);
    // CHECK: batches_joined_in_part.c,[[@LINE-1]],5,everySecond,pthread_create,unbounded,unbounded,dangerous,C,none
    if (count == 64) {
      for (int i = 0; i < count; i += 2)
        pthread_join(threads[i], 0);
      count = 0;
    }
  }
}
void oneLeftOut(int listener) {
  pthread_t threads[64];
  int count = 0;
  for (;;) {
    accept(listener, 0, 0);
    pthread_create(&threads[count++], 0, work, 0);
    // CHECK: batches_joined_in_part.c,[[@LINE-1]],5,oneLeftOut,pthread_create,unbounded,unbounded,dangerous,C,none
    if (count == 64) {
      for (int i = 0; i < count; i++) {
        if (i == 7)
          continue;
        pthread_join(threads[i], 0);
      }
      count = 0;
    }
  }
}
void eightOfThem(int listener) {
  int count = 0;
  for (;;) {
    int client = accept(listener, 0, 0);
    if (!fork()) {
    // CHECK: batches_joined_in_part.c,[[@LINE-1]],10,eightOfThem,fork,unbounded,unbounded,dangerous,C,none
      serve(client);
      _exit(0);
    }
    count++;
    if (count == 64) {
      for (int i = 0; i < 8; i++)
        wait(0);
      count = 0;
    }
  }
}
void oneOfThem(int listener) {
  int count = 0;
  for (;;) {
    int client = accept(listener, 0, 0);
    if (!fork()) {
    // CHECK: batches_joined_in_part.c,[[@LINE-1]],10,oneOfThem,fork,unbounded,unbounded,dangerous,C,none
      serve(client);
      _exit(0);
    }
    count++;
    if (count == 64) {
      wait(0);
      count = 0;
    }
  }
}

// All, or as many as are then counted less.
void all(int listener) {
  pthread_t threads[64];
  int count = 0;
  for (;;) {
    accept(listener, 0, 0);
    pthread_create(&threads[count++], 0, work, 0);
    // CHECK: batches_joined_in_part.c,[[@LINE-1]],5,all,pthread_create,64,constant,safe,C,batch
    if (count == 64) {
      for (int i = 0; i < count; i++)
        pthread_join(threads[i], 0);
      count = 0;
    }
  }
}
void firstAndRest(int listener) {
  pthread_t threads[64];
  int count = 0;
  for (;;) {
    accept(listener, 0, 0);
    pthread_create(&threads[count++], 0, work, 0);
    // CHECK: batches_joined_in_part.c,[[@LINE-1]],5,firstAndRest,pthread_create,64,constant,safe,C,batch
    if (count == 64) {
      pthread_join(threads[0], 0);
      for (int i = 1; i < count; i++)
        pthread_join(threads[i], 0);
      count = 0;
    }
  }
}
void oneAtATime(int listener) {
  int count = 0;
  for (;;) {
    int client = accept(listener, 0, 0);
    if (!fork()) {
    // CHECK: batches_joined_in_part.c,[[@LINE-1]],10,oneAtATime,fork,64,constant,safe,C,batch
      serve(client);
      _exit(0);
    }
    if (++count >= 64) {
      wait(0);
      --count;
    }
  }
}

// Counted down though nothing may have ended: 0 says so.
void anyAnswer(void) {
  int alive = 0;
  for (;;) {
    while (alive < 5) {
      if (fork() == 0) {
      // CHECK: batches_joined_in_part.c,[[@LINE-1]],11,anyAnswer,fork,unbounded,unbounded,dangerous,C,none
        serve(0);
        _exit(0);
      }
      alive++;
    }
    if (waitpid(-1, 0, WNOHANG) >= 0)
      alive--;
  }
}
void noFailure(void) {
  int alive = 0;
  for (;;) {
    while (alive < 5) {
      if (fork() == 0) {
      // CHECK: batches_joined_in_part.c,[[@LINE-1]],11,noFailure,fork,unbounded,unbounded,dangerous,C,none
        serve(0);
        _exit(0);
      }
      alive++;
    }
    pid_t ended = waitpid(-1, 0, WNOHANG);
    if (ended != -1)
      alive--;
  }
}
void noneEnded(void) {
  int alive = 0;
  for (;;) {
    while (alive < 5) {
      if (fork() == 0) {
      // CHECK: batches_joined_in_part.c,[[@LINE-1]],11,noneEnded,fork,unbounded,unbounded,dangerous,C,none
        serve(0);
        _exit(0);
      }
      alive++;
    }
    if (!waitpid(-1, 0, WNOHANG))
      alive--;
  }
}
void oneEnded(void) {
  int alive = 0;
  for (;;) {
    while (alive < 5) {
      if (fork() == 0) {
      // CHECK: batches_joined_in_part.c,[[@LINE-1]],11,oneEnded,fork,5,constant,safe,C,semaphore
        serve(0);
        _exit(0);
      }
      alive++;
    }
    pid_t ended = waitpid(-1, 0, WNOHANG);
    if (ended <= 0)
      continue;
    alive--;
  }
}
