// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A loop of joins that may end before its last one leaves the others alive.

#include <pthread.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

void work();
int takeOne(); // of events
bool isLate();

void breaksOff() {
  std::vector<std::thread> threads;
  while (takeOne()) {
    threads.emplace_back(work);
    // CHECK: ended_joins.cpp,[[@LINE-1]],5,breaksOff,std::thread in std::vector::emplace_back,unbounded,unbounded,dangerous
    for (auto &thread : threads) {
      if (isLate())
        break;
      if (thread.joinable())
        thread.join();
    }
  }
}

struct Task {
  pthread_t thread;
  bool isDone;
  Task *next;
};
void *run(void *);
void reaps(Task *tasks) {
  while (takeOne()) {
    Task *task = new Task{};
    pthread_create(&task->thread, nullptr, run, task);
    // CHECK: ended_joins.cpp,[[@LINE-1]],5,reaps,pthread_create,unbounded,unbounded,dangerous
    task->next = tasks;
    tasks = task;
    for (Task *each = tasks; each; each = each->next) {
      if (!each->isDone)
        break;
      pthread_join(each->thread, nullptr);
    }
  }
}

// All are joined where the loop ends by what the join says, or with the last.

void all() {
  std::vector<std::thread> threads;
  while (takeOne()) {
    threads.emplace_back(work);
    // CHECK: ended_joins.cpp,[[@LINE-1]],5,all,std::thread in std::vector::emplace_back,1,constant,safe
    for (auto &thread : threads)
      if (thread.joinable())
        thread.join();
    threads.clear();
  }
}

void children() {
  while (takeOne()) {
    for (int i = 0; i < 3; ++i)
      if (fork() == 0)
        _exit(0);
    // CHECK: ended_joins.cpp,[[@LINE-2]],11,children,fork,3,constant,safe
    for (;;) {
      int status;
      const pid_t ended = wait(&status);
      if (ended < 0)
        break;
    }
  }
}
