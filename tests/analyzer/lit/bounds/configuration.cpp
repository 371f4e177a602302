// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Numbers that the user of the program sets.

#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

void work();
int parseFlags(int *);

int fixed = 6;
int flag;
static int set = 1;
extern int elsewhere;

void globals(std::vector<std::thread> &threads) {
  for (int i = 0; i < fixed; ++i)
    threads.emplace_back(work);
  // CHECK: configuration.cpp,[[@LINE-1]],5,globals,{{.*}},6,constant,safe,C
  for (int i = 0; i < flag; ++i)
    threads.emplace_back(work);
  // CHECK: configuration.cpp,[[@LINE-1]],5,globals,{{.*}},config(flag),config,safe,C
  for (int i = 0; i < set; ++i)
    threads.emplace_back(work);
  // CHECK: configuration.cpp,[[@LINE-1]],5,globals,{{.*}},"max(1, config(THREADS))",config,safe,C
  for (int i = 0; i < elsewhere; ++i)
    threads.emplace_back(work);
  // CHECK: configuration.cpp,[[@LINE-1]],5,globals,{{.*}},config(elsewhere),config,safe,C
}

int main(int argc, char **argv) {
  set = std::atoi(std::getenv("THREADS"));
  std::vector<std::thread> threads;
  const int count = argc > 1 ? std::atoi(argv[1]) : 4;
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: configuration.cpp,[[@LINE-1]],5,main,{{.*}},"max(4, config(argv[1]))",config,safe,C
  const int text = std::stoi(argv[2]);
  for (int i = 0; i < text; ++i)
    threads.emplace_back(work);
  // CHECK: configuration.cpp,[[@LINE-1]],5,main,{{.*}},config(argv[2]),config,safe,C
  for (int i = 1; i < argc; ++i)
    threads.emplace_back(work);
  // CHECK: configuration.cpp,[[@LINE-1]],5,main,{{.*}},config(argc),config,safe,C
  globals(threads);
  for (auto &thread : threads)
    thread.join();
}
