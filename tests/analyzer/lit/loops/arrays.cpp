// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Arrays that end at null, ranges of pointers, arrays of variable length, algorithms that are told a count.

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <thread>
#include <vector>

void work();
void run(const char *);
void use(int);

void names() {
  static const char *const all[] = {"a", "b", "c"};
  for (const char *const *name = all; name < all + sizeof all / sizeof *all; ++name)
    std::thread(run, *name).detach();
  // CHECK: arrays.cpp,[[@LINE-1]],5,names,std::thread,3,constant,safe,C
}

void terminated(const char **list) {
  for (const char **name = list; *name; ++name)
    std::thread(run, *name).detach();
  // CHECK: arrays.cpp,[[@LINE-1]],5,terminated,std::thread,size(list),size,risky,D
  for (int i = 0; list[i] != nullptr; ++i)
    std::thread(run, list[i]).detach();
  // CHECK: arrays.cpp,[[@LINE-1]],5,terminated,std::thread,size(list),size,risky,D
}

void flag(const bool *more) {
  while (*more)
    std::thread(work).detach();
  // CHECK: arrays.cpp,[[@LINE-1]],5,flag,std::thread,unbounded,unbounded,dangerous,D
}

void fromTo(int first, int count) {
  for (int i = first; i < first + count; ++i)
    std::thread(work).detach();
  // CHECK: arrays.cpp,[[@LINE-1]],5,fromTo,std::thread,config(count),config,safe,C
}

void generated() {
  std::vector<std::thread> threads;
  std::generate_n(std::back_inserter(threads), 4, [] { return std::thread(work); });
  // CHECK: arrays.cpp,[[@LINE-1]],3,generated,std::thread,4,constant,safe,E
  // CHECK: arrays.cpp,[[@LINE-2]],63,generated::(lambda),std::thread,4,constant,safe
}

struct Range {
  int *begin();
  int *end();
};
void ownRange() {
  for (int each : Range{})
    std::thread(use, each).detach();
  // CHECK: arrays.cpp,[[@LINE-1]],5,ownRange,std::thread,size(Range),size,risky,D
}

int main(int, char **argv) {
  for (char **argument = argv + 1; *argument; ++argument)
    std::thread(run, *argument).detach();
  // CHECK: arrays.cpp,[[@LINE-1]],5,main,std::thread,config(argv),config,safe,C
}
