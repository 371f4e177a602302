// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A count of data is a size, when each unit takes one of them.

#include <cstdlib>
#include <pthread.h>
#include <thread>
#include <unistd.h>
#include <vector>

using Threads = std::vector<std::thread>;

struct Tensor {
  int rows;
  float *data;
};
void scale(Tensor *);
void eachTensor(Tensor **tensors, int count) {
  Threads threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back(scale, tensors[i]);
  // CHECK: one_datum_each.cpp,[[@LINE-1]],5,eachTensor,std::thread in std::vector::emplace_back,size(count),size,risky,C,trip_count,joined
  for (auto &thread : threads)
    thread.join();
}

void check(const char *);
void listenOn(int port);
int eachArgument(int argc, char **argv) {
  Threads threads;
  for (int i = 1; i < argc; ++i) {
    const char *file = argv[i];
    threads.emplace_back(check, file);
    // CHECK: one_datum_each.cpp,[[@LINE-1]],5,eachArgument,std::thread in std::vector::emplace_back,size(argc),size,risky
  }
  for (int i = 1; i < argc; ++i) {
    const int port = argv[i][0] - '0';
    threads.emplace_back([port] { listenOn(port); });
    // CHECK: one_datum_each.cpp,[[@LINE-1]],5,eachArgument,std::thread in std::vector::emplace_back,size(argc),size,risky
  }
  for (auto &thread : threads)
    thread.join();
  return 0;
}

int startOne(const char *host) {
  if (fork() == 0)
    exit(execlp("ssh", host, nullptr));
  // CHECK: one_datum_each.cpp,[[@LINE-2]],7,startOne,fork,size(argc),size,risky
  return 0;
}
void throughACall(int argc, char **argv) {
  for (int i = 1; i < argc; ++i)
    startOne(argv[i]);
  // CHECK: one_datum_each.cpp,[[@LINE-1]],5,throughACall,fork,size(argc),size,risky
}
void inTheChild(int argc, char **argv) {
  argc -= 1;
  argv += 1;
  for (int i = 0; i < argc; ++i)
    if (fork() == 0)
      exit(execlp("ssh", argv[i], nullptr));
  // CHECK: one_datum_each.cpp,[[@LINE-2]],9,inTheChild,fork,size(argc),size,risky
}
void many(int count) {
  for (int i = 0; i < count; ++i)
    if (fork() == 0)
      exit(execlp("ssh", "host", nullptr));
  // CHECK: one_datum_each.cpp,[[@LINE-2]],9,many,fork,config(count),config,safe
}

// What holds the handles, or results, is made for the units: these are workers.

struct Worker {
  pthread_t handle;
  int number;
};
void *work(void *);
void workers(Worker *made, int count) {
  for (int i = 0; i < count; ++i)
    pthread_create(&made[i].handle, nullptr, work, &made[i]);
  // CHECK: one_datum_each.cpp,[[@LINE-1]],5,workers,pthread_create,config(count),config,safe
}
int part(int);
void results(int *sums, int count) {
  Threads threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([sums, i] { sums[i] = part(i); });
  // CHECK: one_datum_each.cpp,[[@LINE-1]],5,results,std::thread in std::vector::emplace_back,config(count),config,safe
  for (auto &thread : threads)
    thread.join();
}
