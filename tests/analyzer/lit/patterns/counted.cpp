// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Loops that start as many units as a parameter, an option or a constant says.

#include <algorithm>
#include <atomic>
#include <list>
#include <pthread.h>
#include <thread>
#include <vector>

bool fine();
void work();
void run(int);
void *entry(void *);
using Threads = std::vector<std::thread>;

void upTo(Threads &threads, int count) {
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,upTo,std::thread in std::vector::emplace_back,config(count),config,safe,C,trip_count,escapes
}

void downBeforeTheTest(Threads &threads, int count) {
  while (--count > 0)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,downBeforeTheTest,std::thread in std::vector::emplace_back,config(count),config,safe,C,trip_count,escapes
}

void downAfterTheTest(Threads &threads, int count) {
  while (count--)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,downAfterTheTest,std::thread in std::vector::emplace_back,config(count),config,safe,C,trip_count,escapes
}

void downToOne(Threads &threads, int count) {
  for (auto i = count - 1; i > 0; --i)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,downToOne,std::thread in std::vector::emplace_back,config(count),config,safe,C,trip_count,escapes
}

void untilItIsFull(std::list<std::thread> &threads, std::size_t limit) {
  while (threads.size() < limit)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,untilItIsFull,std::thread in std::list::emplace_back,config(limit),config,safe,C,trip_count,escapes
}

void unequalFromTwo(Threads &threads, int count) {
  for (int i = 2; i != count; ++i)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,unequalFromTwo,std::thread in std::vector::emplace_back,config(count),config,safe,C,trip_count,escapes
}

struct Options {
  int threads;
  unsigned char verbose;
};
Options options;

void fieldOfAGlobal(Threads &threads) {
  for (int i = 0; i < options.threads; ++i)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,fieldOfAGlobal,std::thread in std::vector::emplace_back,config(Options::threads),config,safe,C,trip_count,escapes
}

void fieldOfAnOption(Threads &threads, const Options *chosen) {
  for (int i = 0; i < chosen->threads; ++i)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,fieldOfAnOption,std::thread in std::vector::emplace_back,config(Options::threads),config,safe,C,trip_count,escapes
}

class Flags {
public:
  int jobs() const { return jobs_; }
  void setJobs(int jobs) { jobs_ = jobs; }

private:
  int jobs_ = 1;
};

void getterInTheCondition(Threads &threads, const Flags &flags) {
  for (int i = 0; i < flags.jobs(); ++i)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,getterInTheCondition,std::thread in std::vector::emplace_back,"max(1, config(jobs))",config,safe,C,trip_count,escapes
}

void shortCircuit(Threads &threads, int count) {
  for (int i = 0; fine() && i < count; ++i)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,shortCircuit,std::thread in std::vector::emplace_back,config(count),config,safe,C,trip_count,escapes
}

class Crew {
public:
  explicit Crew(int hands) {
    for (int i = 0; i < hands; ++i)
      queues_.emplace_back(i);
  }
  void start() {
    for (int queue : queues_)
      threads_.emplace_back(run, queue);
    // CHECK: counted.cpp,[[@LINE-1]],7,Crew::start,std::thread in std::vector::emplace_back,config(hands),config,safe,C,trip_count,escapes
  }

private:
  std::vector<int> queues_;
  Threads threads_;
};

class Miner {
public:
  void start() { thread_ = std::thread(work); }
  // CHECK: counted.cpp,[[@LINE-1]],28,Miner::start,std::thread,config(count),config,safe,B,none,escapes

private:
  std::thread thread_;
};
void startedObjects(std::vector<Miner> &miners, int count) {
  for (int i = 0; i < count; ++i)
    miners[i].start();
  // CHECK: counted.cpp,[[@LINE-1]],5,startedObjects,std::thread,config(count),config,safe,E,trip_count,escapes
}

#define LOTS 10000
enum { few = 3 };
const int several = 5;
constexpr int compiled = 6;
pthread_t table[12];

void constants(Threads &threads) {
  for (int i = 0; i < LOTS; ++i)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,constants,std::thread in std::vector::emplace_back,10000,constant,safe,C,trip_count,escapes
  for (int i = 0; i < few; ++i)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,constants,std::thread in std::vector::emplace_back,3,constant,safe,C,trip_count,escapes
  for (int i = 0; i < several; ++i)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,constants,std::thread in std::vector::emplace_back,5,constant,safe,C,trip_count,escapes
  for (int i = 0; i < compiled; ++i)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,constants,std::thread in std::vector::emplace_back,6,constant,safe,C,trip_count,escapes
  for (int i = 1; i <= 16; ++i)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,constants,std::thread in std::vector::emplace_back,16,constant,safe,C,trip_count,escapes
  for (int i = 4; i < 8; ++i)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,constants,std::thread in std::vector::emplace_back,4,constant,safe,C,trip_count,escapes
}

void hundredTimesEight(Threads &threads) {
  for (int i = 0; i < 100; ++i)
    for (int j = 0; j < 8; ++j)
      threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],7,hundredTimesEight,std::thread in std::vector::emplace_back,800,constant,safe,C,trip_count,escapes
}

void arrays() {
  for (unsigned i = 0; i < sizeof table / sizeof *table; ++i)
    pthread_create(&table[i], nullptr, entry, nullptr);
  // CHECK: counted.cpp,[[@LINE-1]],5,arrays,pthread_create,12,constant,safe,C,trip_count,escapes
  for (pthread_t &slot : table)
    pthread_create(&slot, nullptr, entry, nullptr);
  // CHECK: counted.cpp,[[@LINE-1]],5,arrays,pthread_create,12,constant,safe,C,trip_count,escapes
}

void sizedByItsConstructor() {
  Threads threads(9);
  for (auto &thread : threads)
    thread = std::thread(work);
  // CHECK: counted.cpp,[[@LINE-1]],14,sizedByItsConstructor,std::thread,9,constant,safe,C,trip_count,joined
  for (auto &thread : threads)
    thread.join();
}

std::atomic<int> wanted{7};
void atomicSetOnce(Threads &threads) {
  for (int i = 0; i < wanted; ++i)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,atomicSetOnce,std::thread in std::vector::emplace_back,7,constant,safe,C,trip_count,escapes
}

class Fixed {
public:
  Fixed() : count_(4) {}
  void start() {
    for (int i = 0; i < count_; ++i)
      threads_.emplace_back(work);
    // CHECK: counted.cpp,[[@LINE-1]],7,Fixed::start,std::thread in std::vector::emplace_back,4,constant,safe,C,trip_count,escapes
  }

private:
  int count_;
  Threads threads_;
};

static void literalAtItsCaller(Threads &threads, int count) {
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: counted.cpp,[[@LINE-1]],5,literalAtItsCaller,std::thread in std::vector::emplace_back,4,constant,safe,C,trip_count,escapes
}
void calls(Threads &threads) { literalAtItsCaller(threads, 4); }

template <class... Callables>
void eachArgument(Threads &threads, Callables... callables) {
  (threads.emplace_back(callables), ...);
  // CHECK: counted.cpp,[[@LINE-1]],4,eachArgument,std::thread in std::vector::emplace_back,3,constant,safe,B,none,escapes
}
void passesThree(Threads &threads) { eachArgument(threads, work, work, work); }

template <class... Callables>
void arrayOfArguments(Callables... callables) {
  std::thread threads[] = {std::thread(callables)...};
  // CHECK: counted.cpp,[[@LINE-1]],28,arrayOfArguments,std::thread,2,constant,safe,B,none,joined
  for (auto &thread : threads)
    thread.join();
}
void passesTwo() { arrayOfArguments(work, work); }
