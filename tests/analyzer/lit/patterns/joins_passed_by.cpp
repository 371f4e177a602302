// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// --implicit-check-not=.cpp What comes between a spawn and its join in a round, and leaves the join
// out: an exception that is caught in the round, a jump, a return. A handle that ends with the
// round ends its unit, or the program.

#include <future>
#include <pthread.h>
#include <sys/socket.h>
#include <thread>
#include <vector>

void serve(int);
void *entry(void *);
void report();
void reportQuietly() noexcept;
bool failed(int);

void skippedByAnException(int listener) {
  for (;;) {
    auto *thread = new std::thread(serve, accept(listener, nullptr, nullptr));
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],20,skippedByAnException,std::thread,unbounded,unbounded,dangerous
    try {
      report();
      thread->join();
      delete thread;
    } catch (...) {
    }
  }
}

void nothingThrows(int listener) {
  for (;;) {
    auto *thread = new std::thread(serve, accept(listener, nullptr, nullptr));
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],20,nothingThrows,std::thread,1,constant,safe
    try {
      reportQuietly();
      send(listener, "", 0, 0);
      thread->join();
      delete thread;
    } catch (...) {
    }
  }
}

void skippedInAVectorOfAll(int listener) {
  std::vector<std::thread> threads;
  for (;;) {
    threads.emplace_back(serve, accept(listener, nullptr, nullptr));
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],5,skippedInAVectorOfAll,std::thread in std::vector::emplace_back,unbounded,unbounded,dangerous
    try {
      report();
      threads.back().join();
    } catch (...) {
    }
  }
}

void endsInAVectorOfTheRound(int listener) {
  for (;;) {
    std::vector<std::thread> threads;
    threads.emplace_back(serve, accept(listener, nullptr, nullptr));
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],5,endsInAVectorOfTheRound,std::thread in std::vector::emplace_back,1,constant,safe
    try {
      report();
      threads.back().join();
    } catch (...) {
    }
  }
}

void endsWithItsHandle(int listener) {
  for (;;) {
    std::thread thread(serve, accept(listener, nullptr, nullptr));
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],17,endsWithItsHandle,std::thread,1,constant,safe
    try {
      report();
      thread.join();
    } catch (...) {
    }
  }
}

void waitedForByDestructors(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    std::jthread thread(serve, client);
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],18,waitedForByDestructors,std::jthread,1,constant,safe
    auto answer = std::async(std::launch::async, serve, client);
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],19,waitedForByDestructors,std::async,1,constant,safe
    try {
      report();
      thread.join();
      answer.get();
    } catch (...) {
    }
  }
}

void keptBeyondTheirRound(int listener) {
  std::vector<std::jthread> threads;
  for (;;) {
    threads.emplace_back(serve, accept(listener, nullptr, nullptr));
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],5,keptBeyondTheirRound,std::jthread in std::vector::emplace_back,unbounded,unbounded,dangerous
    try {
      report();
      threads.back().join();
    } catch (...) {
    }
  }
}

void noDestructorJoins() {
  for (;;) {
    pthread_t thread;
    pthread_create(&thread, nullptr, entry, nullptr);
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],5,noDestructorJoins,pthread_create,unbounded,unbounded,dangerous
    try {
      report();
      pthread_join(thread, nullptr);
    } catch (...) {
    }
  }
}

void joinedBehindTheTry() {
  for (;;) {
    pthread_t thread;
    pthread_create(&thread, nullptr, entry, nullptr);
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],5,joinedBehindTheTry,pthread_create,1,constant,safe
    try {
      report();
    } catch (...) {
    }
    pthread_join(thread, nullptr);
  }
}

void goesOnFromTheHandler() {
  for (;;) {
    pthread_t thread;
    pthread_create(&thread, nullptr, entry, nullptr);
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],5,goesOnFromTheHandler,pthread_create,unbounded,unbounded,dangerous
    try {
      report();
    } catch (...) {
      continue;
    }
    pthread_join(thread, nullptr);
  }
}

void joinedInTheHandlerToo() {
  for (;;) {
    pthread_t thread;
    pthread_create(&thread, nullptr, entry, nullptr);
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],5,joinedInTheHandlerToo,pthread_create,1,constant,safe
    try {
      report();
      pthread_join(thread, nullptr);
    } catch (...) {
      pthread_join(thread, nullptr);
    }
  }
}

void joinedInTheHandlerOnly() {
  for (;;) {
    pthread_t thread;
    pthread_create(&thread, nullptr, entry, nullptr);
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],5,joinedInTheHandlerOnly,pthread_create,unbounded,unbounded,dangerous
    try {
      report();
    } catch (...) {
      pthread_join(thread, nullptr);
    }
  }
}

void leavesFromTheHandler() {
  for (;;) {
    pthread_t thread;
    pthread_create(&thread, nullptr, entry, nullptr);
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],5,leavesFromTheHandler,pthread_create,1,constant,safe
    try {
      report();
      pthread_join(thread, nullptr);
    } catch (...) {
      throw;
    }
  }
}

void throwsBeforeItStarts() {
  for (;;) {
    try {
      report();
      pthread_t thread;
      pthread_create(&thread, nullptr, entry, nullptr);
      // CHECK: joins_passed_by.cpp,[[@LINE-1]],7,throwsBeforeItStarts,pthread_create,1,constant,safe
      pthread_join(thread, nullptr);
    } catch (...) {
    }
  }
}

void throwsBetweenTwoOfThem() {
  for (;;) {
    pthread_t threads[4];
    try {
      for (pthread_t &thread : threads) {
        report();
        pthread_create(&thread, nullptr, entry, nullptr);
        // CHECK: joins_passed_by.cpp,[[@LINE-1]],9,throwsBetweenTwoOfThem,pthread_create,unbounded,unbounded,dangerous
      }
      for (pthread_t &thread : threads)
        pthread_join(thread, nullptr);
    } catch (...) {
    }
  }
}

static void refuse(int client) {
  if (failed(client))
    throw client;
}

void calleeThrows(int client) {
  for (;;) {
    pthread_t thread;
    pthread_create(&thread, nullptr, entry, nullptr);
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],5,calleeThrows,pthread_create,unbounded,unbounded,dangerous
    try {
      refuse(client);
      pthread_join(thread, nullptr);
    } catch (int) {
    }
  }
}

static void tryToRefuse(int client) {
  try {
    refuse(client);
  } catch (int) {
  }
}

void calleeCatches(int client) {
  for (;;) {
    pthread_t thread;
    pthread_create(&thread, nullptr, entry, nullptr);
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],5,calleeCatches,pthread_create,1,constant,safe
    try {
      tryToRefuse(client);
      pthread_join(thread, nullptr);
    } catch (int) {
    }
  }
}

void jumpsOverTheJoin(int client) {
  for (;;) {
    pthread_t thread;
    pthread_create(&thread, nullptr, entry, nullptr);
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],5,jumpsOverTheJoin,pthread_create,unbounded,unbounded,dangerous
    if (failed(client))
      goto next;
    pthread_join(thread, nullptr);
  next:;
  }
}

void jumpsToTheJoin(int client) {
  for (;;) {
    pthread_t thread;
    pthread_create(&thread, nullptr, entry, nullptr);
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],5,jumpsToTheJoin,pthread_create,1,constant,safe
    if (failed(client))
      goto done;
    reportQuietly();
  done:
    pthread_join(thread, nullptr);
  }
}

static void returnsBeforeTheJoin(int client) {
  pthread_t thread;
  pthread_create(&thread, nullptr, entry, nullptr);
  // CHECK: joins_passed_by.cpp,[[@LINE-1]],3,returnsBeforeTheJoin,pthread_create,unbounded,unbounded,dangerous
  if (failed(client))
    return;
  pthread_join(thread, nullptr);
}

static void returnsJoined(int client) {
  pthread_t thread;
  if (pthread_create(&thread, nullptr, entry, nullptr) != 0)
  // CHECK: joins_passed_by.cpp,[[@LINE-1]],7,returnsJoined,pthread_create,1,constant,safe
    return;
  if (failed(client)) {
    pthread_join(thread, nullptr);
    return;
  }
  pthread_join(thread, nullptr);
}

void servesAll(int listener) {
  for (;;) {
    returnsBeforeTheJoin(accept(listener, nullptr, nullptr));
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],5,servesAll,pthread_create,unbounded,unbounded,dangerous
    returnsJoined(accept(listener, nullptr, nullptr));
  }
}

void goesOnWithOneKept(int listener) {
  std::vector<std::thread> threads;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    threads.emplace_back(serve, client);
    // CHECK: joins_passed_by.cpp,[[@LINE-1]],5,goesOnWithOneKept,std::thread in std::vector::emplace_back,unbounded,unbounded,dangerous
    if (failed(client))
      continue;
    threads.back().join();
    threads.pop_back();
  }
}
