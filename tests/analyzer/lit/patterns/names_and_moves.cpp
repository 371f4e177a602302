// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// What only looks like a spawn, and spawns that are counted once.

#include <future>
#include <list>
#include <memory>
#include <string>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

int answer();
void work();
bool more();

void defaultConstructed(int count) {
  std::vector<std::thread> threads(count);
  for (auto &thread : threads)
    if (thread.joinable())
      thread.join();
}

void filledLater() {
  std::vector<std::thread> threads(5);
  for (int i = 0; i < 5; ++i)
    threads[i] = std::thread(work);
  // CHECK: names_and_moves.cpp,[[@LINE-1]],18,filledLater,std::thread,5,constant,safe,C,trip_count,joined
  for (auto &thread : threads)
    thread.join();
}

void assignedByReference(int count) {
  std::vector<std::thread> threads(count);
  for (std::thread &thread : threads)
    thread = std::thread(work);
  // CHECK: names_and_moves.cpp,[[@LINE-1]],14,assignedByReference,std::thread,config(count),config,safe,C,trip_count,joined
  for (std::thread &thread : threads)
    thread.join();
}

void movedIntoTheVector() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    std::thread thread(work);
    // CHECK: names_and_moves.cpp,[[@LINE-1]],17,movedIntoTheVector,std::thread,3,constant,safe,C,trip_count,joined
    threads.push_back(std::move(thread));
  }
  for (auto &thread : threads)
    thread.join();
}

void movedFutures() {
  std::list<std::future<int>> futures;
  for (int i = 0; i < 4; ++i) {
    auto future = std::async(std::launch::async, answer);
    // CHECK: names_and_moves.cpp,[[@LINE-1]],19,movedFutures,std::async,4,constant,safe,C,trip_count,joined
    futures.emplace_back(std::move(future));
  }
  for (auto &future : futures)
    future.get();
}

class Group {
public:
  void add(std::thread thread) { threads_.push_back(std::move(thread)); }
  void joinAll() {
    for (auto &thread : threads_)
      thread.join();
  }

private:
  std::vector<std::thread> threads_;
};
void handedOver(int count) {
  Group group;
  for (int i = 0; i < count; ++i)
    group.add(std::thread(work));
  // CHECK: names_and_moves.cpp,[[@LINE-1]],15,handedOver,std::thread,config(count),config,safe,C,trip_count,joined
  group.joinAll();
}

class Repository {
public:
  Repository fork() const { return *this; }
};
void forksRepositories(const Repository &repository) {
  while (more())
    repository.fork();
}

void executor(const std::vector<int> &items) {
  struct Executor {
    void submit(int) {}
    void run(int) {}
    void start(int) {}
  } fork;
  for (int item : items) {
    fork.submit(item);
    fork.run(item);
    fork.start(item);
  }
}

#define fork(branch) (branch) + 1
int macroCalledFork(int height) {
  while (more())
    height = fork(height);
  return height;
}
#undef fork

class CpuThread {
public:
  explicit CpuThread(int core) : core_(core) {}
  void start() {}
  int thread() const { return core_; }

private:
  int core_;
};
void namedThreads(int count) {
  std::vector<int> threads;
  std::vector<CpuThread> workers;
  for (int i = 0; i < count; ++i) {
    threads.push_back(i);
    threads.emplace_back(i);
    workers.emplace_back(i);
    workers.back().start();
  }
}

struct MiningPool {
  void submit(const std::string &result);
  void connect(const char *url);
};
void submitsResults(MiningPool &pool, const std::vector<std::string> &results) {
  for (const std::string &result : results)
    pool.submit(result);
  while (more())
    pool.connect("pool.example.org");
}

#if defined(NO_SUCH_SYSTEM)
void otherSystem() {
  while (more())
    std::thread(work).detach();
}
#else
void thisSystem() {
  std::thread thread(work);
  // CHECK: names_and_moves.cpp,[[@LINE-1]],15,thisSystem,std::thread,1,constant,safe,B,none,joined
  thread.join();
}
#endif

void activeBranch() {
#ifdef NO_SUCH_FLAG
  const int count = 1000000;
#else
  const int count = 2;
#endif
  std::vector<std::jthread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: names_and_moves.cpp,[[@LINE-1]],5,activeBranch,std::jthread in std::vector::emplace_back,2,constant,safe,C,trip_count,joined
}

void singleSpawn() {
  if (fork() == 0) {
  // CHECK: names_and_moves.cpp,[[@LINE-1]],7,singleSpawn,fork,1,constant,safe,B,none,escapes
    work();
    _exit(0);
  }
}
