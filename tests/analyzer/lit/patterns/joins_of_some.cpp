// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// A join that some rounds do not come to, or that waits for fewer than have started, leaves units behind in each round.

#include <future>
#include <pthread.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

void work();
void *entry(void *);
bool more();
int next();

// In a function that is given the handle.
static void always(std::thread &thread) {
  if (thread.joinable())
    thread.join();
}
static void sometimes(std::thread &thread, bool waits) {
  if (waits)
    thread.join();
  else
    thread.detach();
}
void byHelper() {
  for (;;) {
    std::thread thread(work);
    // CHECK: joins_of_some.cpp,[[@LINE-1]],17,byHelper,std::thread,1,constant,safe,C,join
    always(thread);
  }
}
void bySomeHelper() {
  for (;;) {
    std::thread thread(work);
    // CHECK: joins_of_some.cpp,[[@LINE-1]],17,bySomeHelper,std::thread,unbounded,unbounded,dangerous
    sometimes(thread, more());
  }
}
static void reap(pid_t child) {
  if (child > 0)
    waitpid(child, nullptr, 0);
}
static void reapSome(pid_t child) {
  if (more())
    waitpid(child, nullptr, 0);
}
void children() {
  for (;;) {
    const pid_t child = fork();
    // CHECK: joins_of_some.cpp,[[@LINE-1]],25,children,fork,1,constant,safe,C,join
    if (child == 0)
      _exit(0);
    reap(child);
  }
}
void someChildren() {
  for (;;) {
    const pid_t child = fork();
    // CHECK: joins_of_some.cpp,[[@LINE-1]],25,someChildren,fork,unbounded,unbounded,dangerous
    if (child == 0)
      _exit(0);
    reapSome(child);
  }
}

// In a switch, or cut short in an expression.
void inOneCase() {
  for (;;) {
    pthread_t thread;
    pthread_create(&thread, nullptr, entry, nullptr);
    // CHECK: joins_of_some.cpp,[[@LINE-1]],5,inOneCase,pthread_create,unbounded,unbounded,dangerous
    switch (next()) {
    case 0:
      pthread_join(thread, nullptr);
      break;
    default:
      break;
    }
  }
}
void ofTheParent() {
  for (;;) {
    const pid_t child = fork();
    // CHECK: joins_of_some.cpp,[[@LINE-1]],25,ofTheParent,fork,1,constant,safe,C,join
    switch (child) {
    case 0:
      _exit(0);
    default:
      waitpid(child, nullptr, 0);
    }
  }
}
void cutShort() {
  for (;;) {
    pthread_t thread;
    pthread_create(&thread, nullptr, entry, nullptr);
    // CHECK: joins_of_some.cpp,[[@LINE-1]],5,cutShort,pthread_create,unbounded,unbounded,dangerous
    more() && pthread_join(thread, nullptr);
  }
}
void ifThereIsOne() {
  for (;;) {
    std::thread thread(work);
    // CHECK: joins_of_some.cpp,[[@LINE-1]],17,ifThereIsOne,std::thread,1,constant,safe,C,join
    thread.joinable() && (thread.join(), true);
  }
}

// Fewer than have started.
void allOfFour() {
  pthread_t threads[4];
  for (;;) {
    for (int i = 0; i < 4; ++i)
      pthread_create(&threads[i], nullptr, entry, nullptr);
    // CHECK: joins_of_some.cpp,[[@LINE-1]],7,allOfFour,pthread_create,4,constant,safe,C,join
    for (int i = 0; i < 4; ++i)
      pthread_join(threads[i], nullptr);
  }
}
void threeOfFour() {
  pthread_t threads[4];
  for (;;) {
    for (int i = 0; i < 4; ++i)
      pthread_create(&threads[i], nullptr, entry, nullptr);
    // CHECK: joins_of_some.cpp,[[@LINE-1]],7,threeOfFour,pthread_create,unbounded,unbounded,dangerous
    for (int i = 1; i < 4; ++i)
      pthread_join(threads[i], nullptr);
  }
}
void firstOfFour() {
  pthread_t threads[4];
  for (;;) {
    for (int i = 0; i < 4; ++i)
      pthread_create(&threads[i], nullptr, entry, nullptr);
    // CHECK: joins_of_some.cpp,[[@LINE-1]],7,firstOfFour,pthread_create,unbounded,unbounded,dangerous
    pthread_join(threads[0], nullptr);
  }
}
void bothChildren() {
  for (;;) {
    if (fork() == 0)
      _exit(0);
    // CHECK: joins_of_some.cpp,[[@LINE-2]],9,bothChildren,fork,1,constant,safe,C,join
    if (fork() == 0)
      _exit(0);
    // CHECK: joins_of_some.cpp,[[@LINE-2]],9,bothChildren,fork,1,constant,safe,C,join
    wait(nullptr);
    wait(nullptr);
  }
}
void oneOfTwoChildren() {
  for (;;) {
    if (fork() == 0)
      _exit(0);
    // CHECK: joins_of_some.cpp,[[@LINE-2]],9,oneOfTwoChildren,fork,unbounded,unbounded,dangerous
    if (fork() == 0)
      _exit(0);
    // CHECK: joins_of_some.cpp,[[@LINE-2]],9,oneOfTwoChildren,fork,unbounded,unbounded,dangerous
    wait(nullptr);
  }
}
void firstOfAll() {
  std::vector<std::future<void>> all;
  for (;;) {
    all.push_back(std::async(std::launch::async, work));
    // CHECK: joins_of_some.cpp,[[@LINE-1]],19,firstOfAll,std::async,unbounded,unbounded,dangerous
    if (all.size() > 4)
      all.front().wait();
  }
}
void firstTakenOut() {
  std::vector<std::future<void>> all;
  for (;;) {
    all.push_back(std::async(std::launch::async, work));
    // CHECK: joins_of_some.cpp,[[@LINE-1]],19,firstTakenOut,std::async,5,constant,safe,C,batch
    if (all.size() > 4) {
      all.front().wait();
      all.erase(all.begin());
    }
  }
}
