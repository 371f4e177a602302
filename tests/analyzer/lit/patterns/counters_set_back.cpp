// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A counter that a unit's starter sets back itself counts one round and no more, unless it has waited for the units.

#include <sys/socket.h>
#include <thread>
#include <vector>

void work(int);
bool succeeded();

void setInTheRound(int listener) {
  int started;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    started = 0;
    while (started < 2) {
      std::thread(work, client).detach();
      ++started;
    }
    // CHECK: counters_set_back.cpp,[[@LINE-3]],7,setInTheRound,std::thread,unbounded,unbounded,dangerous
  }
}

void countedDown(int listener) {
  int left;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    left = 2;
    while (left > 0) {
      std::thread(work, client).detach();
      --left;
    }
    // CHECK: counters_set_back.cpp,[[@LINE-3]],7,countedDown,std::thread,unbounded,unbounded,dangerous
  }
}

void throughAReference() {
  int started = 0;
  int &count = started;
  while (started < 10) {
    std::thread(work, started).detach();
    ++started;
    count = 0;
  }
  // CHECK: counters_set_back.cpp,[[@LINE-4]],5,throughAReference,std::thread,unknown(started is also taken back),unknown,risky
}

void tryAgain() {
  int started = 0;
  while (started < 6) {
    std::thread(work, started).detach();
    ++started;
    if (!succeeded())
      --started;
  }
  // CHECK: counters_set_back.cpp,[[@LINE-5]],5,tryAgain,std::thread,unknown(started is also taken back),unknown,risky
}

struct Pair {
  int started = 0;
  void begin() { started = 0; }
  void startBoth(int client) {
    while (started < 2) {
      std::thread(work, client).detach();
      ++started;
    }
    // CHECK: counters_set_back.cpp,[[@LINE-3]],7,Pair::startBoth,std::thread,2,constant,safe
  }
  void serve(int listener) {
    for (;;) {
      const int client = accept(listener, nullptr, nullptr);
      begin();
      while (started < 2) {
        std::thread(work, client).detach();
        ++started;
      }
      // CHECK: counters_set_back.cpp,[[@LINE-3]],9,Pair::serve,std::thread,unbounded,unbounded,dangerous
    }
  }
};
void pairs(int listener) {
  Pair pair;
  pair.startBoth(listener);
  pair.serve(listener);
}

void joinedBefore(int listener) {
  std::vector<std::thread> running;
  int started = 0;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (started == 8) {
      for (std::thread &each : running)
        each.join();
      running.clear();
      started = 0;
    }
    if (started < 8) {
      running.emplace_back(work, client);
      ++started;
    }
    // CHECK: counters_set_back.cpp,[[@LINE-3]],7,joinedBefore,{{.*}},8,constant,safe
  }
}

void joinAll(std::vector<std::thread> &running) {
  for (std::thread &each : running)
    each.join();
  running.clear();
}
void joinedByHelper(int listener) {
  std::vector<std::thread> running;
  int started = 0;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (started == 8) {
      joinAll(running);
      started = 0;
    }
    if (started < 8) {
      running.emplace_back(work, client);
      ++started;
    }
    // CHECK: counters_set_back.cpp,[[@LINE-3]],7,joinedByHelper,{{.*}},8,constant,safe
  }
}
