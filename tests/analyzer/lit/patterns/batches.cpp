// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Units that are waited for in the round that starts them do not pile up.

#include <deque>
#include <future>
#include <list>
#include <memory>
#include <pthread.h>
#include <queue>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

bool more();
int answer();
void work();
void serve(int);
void log(const char *);
void *entry(void *);

void directlyAfter() {
  while (more()) {
    pthread_t id;
    pthread_create(&id, nullptr, entry, nullptr);
    // CHECK: batches.cpp,[[@LINE-1]],5,directlyAfter,pthread_create,1,constant,safe,C,join,joined
    pthread_join(id, nullptr);
  }
}

void farBelow(int rounds) {
  for (int round = 0; round < rounds; ++round) {
    std::vector<std::thread> readers, writers;
    for (int i = 0; i < 3; ++i)
      readers.emplace_back(work);
    // CHECK: batches.cpp,[[@LINE-1]],7,farBelow,std::thread in std::vector::emplace_back,3,constant,safe,C,join,joined
    log("readers run");
    for (int i = 0; i < 2; ++i)
      writers.emplace_back(work);
    // CHECK: batches.cpp,[[@LINE-1]],7,farBelow,std::thread in std::vector::emplace_back,2,constant,safe,C,join,joined
    log("writers run");
    while (more())
      log("measuring");
    for (auto &writer : writers)
      writer.join();
    log("writers are done");
    for (auto &reader : readers)
      reader.join();
  }
}

void child(int client) {
  serve(client);
  _exit(0);
}
void waitsForItsChild(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    const pid_t pid = fork();
    // CHECK: batches.cpp,[[@LINE-1]],23,waitsForItsChild,fork,1,constant,safe,C,join,joined
    if (pid == 0)
      child(client);
    int status;
    waitpid(pid, &status, 0);
  }
}

void spawnsAndJoins() {
  std::thread left(work), right(work);
  // CHECK: batches.cpp,[[@LINE-1]],15,spawnsAndJoins,std::thread,1,constant,safe,B,join,joined
  // CHECK: batches.cpp,[[@LINE-2]],27,spawnsAndJoins,std::thread,1,constant,safe,B,join,joined
  left.join();
  right.join();
}
void inTheCallee() {
  while (more())
    spawnsAndJoins();
}

class Pool {
public:
  explicit Pool(int count) {
    for (int i = 0; i < count; ++i)
      threads_.emplace_back(work);
    // CHECK: batches.cpp,[[@LINE-1]],7,Pool::Pool,std::thread in std::vector::emplace_back,8,constant,safe,C,trip_count,joined
  }
  ~Pool() {
    for (auto &thread : threads_)
      thread.join();
  }

private:
  std::vector<std::thread> threads_;
};
void poolOfTheRound() {
  while (more()) {
    auto *pool = new Pool(8);
    // CHECK: batches.cpp,[[@LINE-1]],18,poolOfTheRound,std::thread in std::vector::emplace_back,8,constant,safe,E,join,joined
    pool == nullptr ? log("none") : log("some");
    delete pool;
  }
}

void twoBeforeTheNextAccept(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    std::thread up(serve, client);
    // CHECK: batches.cpp,[[@LINE-1]],17,twoBeforeTheNextAccept,std::thread,1,constant,safe,C,join,joined
    std::thread down(serve, client);
    // CHECK: batches.cpp,[[@LINE-1]],17,twoBeforeTheNextAccept,std::thread,1,constant,safe,C,join,joined
    up.join();
    down.join();
    close(client);
  }
}

void joinsTheOldest() {
  std::deque<std::thread> window;
  while (more()) {
    if (window.size() >= 6) {
      window.front().join();
      window.pop_front();
    }
    window.emplace_back(work);
    // CHECK: batches.cpp,[[@LINE-1]],5,joinsTheOldest,std::thread in std::deque::emplace_back,6,constant,safe,C,batch,joined
  }
  for (auto &thread : window)
    thread.join();
}

void joinsAtTheBackOfTheRound() {
  std::list<std::thread> window;
  while (more()) {
    window.emplace_back(work);
    // CHECK: batches.cpp,[[@LINE-1]],5,joinsAtTheBackOfTheRound,std::thread in std::list::emplace_back,8,constant,safe,C,batch,joined
    if (window.size() > 7) {
      window.front().join();
      window.pop_front();
    }
  }
  for (auto &thread : window)
    thread.join();
}

void queueOfAnswers(std::size_t width) {
  std::queue<std::future<int>> window;
  while (more()) {
    if (window.size() == width) {
      window.front().get();
      window.pop();
    }
    window.push(std::async(std::launch::async, answer));
    // CHECK: batches.cpp,[[@LINE-1]],17,queueOfAnswers,std::async,config(width),config,safe,C,batch,joined
  }
}

void everySixteen(const std::vector<int> &items) {
  std::vector<std::future<int>> batch;
  for (std::size_t i = 0; i < items.size(); ++i) {
    batch.push_back(std::async(std::launch::async, answer));
    // CHECK: batches.cpp,[[@LINE-1]],21,everySixteen,std::async,{{.*}}16{{.*}},constant,safe,C,batch,joined
    if (batch.size() == 16) {
      for (auto &one : batch)
        one.wait();
      batch.clear();
    }
  }
}

void perChunk(const std::vector<int> &items) {
  for (std::size_t from = 0; from < items.size(); from += 10) {
    std::vector<std::thread> threads;
    for (std::size_t i = from; i < from + 10 && i < items.size(); ++i)
      threads.emplace_back(serve, items[i]);
    // CHECK: batches.cpp,[[@LINE-1]],7,perChunk,std::thread in std::vector::emplace_back,{{.*}}10{{.*}},constant,safe,C,join,joined
    for (auto &thread : threads)
      thread.join();
  }
}

void onlyAfterTheOuterLoop(const std::vector<std::string> &files, int readers) {
  std::vector<std::thread> threads;
  for (const std::string &file : files) {
    log(file.c_str());
    for (int i = 0; i < readers; ++i)
      threads.emplace_back(work);
    // CHECK: batches.cpp,[[@LINE-1]],7,onlyAfterTheOuterLoop,std::thread in std::vector::emplace_back,{{.*}}size(files){{.*}},size,risky,C,trip_count,joined
  }
  for (auto &thread : threads)
    thread.join();
}
