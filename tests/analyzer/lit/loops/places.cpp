// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Places that functions give: where an array or container begins and ends, and what is so far behind it.

#include <algorithm>
#include <array>
#include <iterator>
#include <list>
#include <ranges>
#include <thread>
#include <vector>

void run(int);
int fixed[7];
std::array<int, 5> made{};

void arrays() {
  for (auto place = std::begin(fixed); place != std::end(fixed); ++place)
    std::thread(run, *place).detach();
  // CHECK: places.cpp,[[@LINE-1]],5,arrays,std::thread,7,constant,safe,C
  for (const int *place = std::cbegin(fixed); place < std::cend(fixed); place += 2)
    std::thread(run, *place).detach();
  // CHECK: places.cpp,[[@LINE-1]],5,arrays,std::thread,4,constant,safe,C
  for (auto place = std::ranges::begin(made); place != std::ranges::end(made); ++place)
    std::thread(run, *place).detach();
  // CHECK: places.cpp,[[@LINE-1]],5,arrays,std::thread,5,constant,safe,C
  for (auto place = std::end(fixed); place != std::begin(fixed);)
    std::thread(run, *--place).detach();
  // CHECK: places.cpp,[[@LINE-1]],5,arrays,std::thread,7,constant,safe,C
  std::for_each(std::begin(fixed), std::end(fixed), [](int each) { std::thread(run, each).detach(); });
  // CHECK: places.cpp,[[@LINE-1]],3,arrays,std::thread,7,constant,safe,E
  // CHECK: places.cpp,[[@LINE-2]],{{[0-9]+}},arrays::(lambda),std::thread,7,constant,safe
}

void containers(const std::vector<int> &items, int count) {
  for (auto place = std::begin(items); place != std::end(items); ++place)
    std::thread(run, *place).detach();
  // CHECK: places.cpp,[[@LINE-1]],5,containers,std::thread,size(items),size,risky,D
  const auto end = std::end(items);
  for (auto place = std::begin(items); place != end; ++place)
    std::thread(run, *place).detach();
  // CHECK: places.cpp,[[@LINE-1]],5,containers,std::thread,size(items),size,risky,D
  for (auto place = std::begin(items); place != std::next(std::begin(items), count); ++place)
    std::thread(run, *place).detach();
  // CHECK: places.cpp,[[@LINE-1]],5,containers,std::thread,config(count),config,safe,C
  std::vector<int> copied(std::begin(fixed), std::end(fixed));
  for (std::ptrdiff_t i = 0; i < std::ssize(copied); ++i)
    std::thread(run, copied[i]).detach();
  // CHECK: places.cpp,[[@LINE-1]],5,containers,std::thread,7,constant,safe,C
}

/// What is asked for its end may grow all the same, and a place may be set to another one.
void moving(std::list<int> &items, bool isShort) {
  for (auto place = std::begin(items); place != std::end(items); ++place) {
    items.push_back(*place);
    std::thread(run, *place).detach();
    // CHECK: places.cpp,[[@LINE-1]],5,moving,std::thread,unknown(the limit of the loop changes in it),unknown,risky
  }
  const auto end = items.end();
  for (auto place = items.begin(); place != end; ++place) {
    items.push_back(*place);
    std::thread(run, *place).detach();
    // CHECK: places.cpp,[[@LINE-1]],5,moving,std::thread,unknown(the limit of the loop changes in it),unknown,risky
  }
  auto last = items.begin();
  if (isShort)
    last = items.end();
  for (auto place = items.begin(); place != last; ++place)
    std::thread(run, *place).detach();
  // CHECK: places.cpp,[[@LINE-1]],5,moving,std::thread,size(up to last),size,risky,D
}

/// Each row is as long as it is, and not as many as there are rows.
int table[3][4];
void rows() {
  for (auto row = std::begin(table); row != std::end(table); ++row)
    for (auto place = std::begin(*row); place != std::end(*row); ++place)
      std::thread(run, *place).detach();
  // CHECK: places.cpp,[[@LINE-1]],7,rows,std::thread,3*size(table),size,risky,D
  for (auto &row : table)
    for (auto place = std::begin(row); place != std::end(row); ++place)
      std::thread(run, *place).detach();
  // CHECK: places.cpp,[[@LINE-1]],7,rows,std::thread,12,constant,safe,C
}
