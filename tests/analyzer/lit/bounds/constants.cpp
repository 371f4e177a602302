// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Bounds that the code fixes.

#include <thread>
#include <vector>

#define WORKERS 4
constexpr int compiled = 6;
const int constant = 7;
enum Sizes { few = 3, many = 30 };
enum class Level : int { low = 2 };
int table[11];

void work();
constexpr int squared(int x) { return x * x; }
inline int plain() { return 9; }
template <int count>
void start(std::vector<std::thread> &threads) {
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: constants.cpp,[[@LINE-1]],5,start,{{.*}},5,constant,safe,C
}
template void start<5>(std::vector<std::thread> &);

void macro(std::vector<std::thread> &threads) {
  for (int i = 0; i < WORKERS; ++i)
    threads.emplace_back(work);
  // CHECK: constants.cpp,[[@LINE-1]],5,macro,{{.*}},4,constant,safe,C
}

void constants(std::vector<std::thread> &threads) {
  for (int i = 0; i < compiled; ++i)
    threads.emplace_back(work);
  // CHECK: constants.cpp,[[@LINE-1]],5,constants,{{.*}},6,constant,safe,C
  for (int i = 0; i < constant; ++i)
    threads.emplace_back(work);
  // CHECK: constants.cpp,[[@LINE-1]],5,constants,{{.*}},7,constant,safe,C
  for (int i = 0; i < many; ++i)
    threads.emplace_back(work);
  // CHECK: constants.cpp,[[@LINE-1]],5,constants,{{.*}},30,constant,safe,C
  for (int i = 0; i < static_cast<int>(Level::low); ++i)
    threads.emplace_back(work);
  // CHECK: constants.cpp,[[@LINE-1]],5,constants,{{.*}},2,constant,safe,C
  for (unsigned i = 0; i < sizeof table / sizeof table[0]; ++i)
    threads.emplace_back(work);
  // CHECK: constants.cpp,[[@LINE-1]],5,constants,{{.*}},11,constant,safe,C
  for (int i = 0; i < squared(4); ++i)
    threads.emplace_back(work);
  // CHECK: constants.cpp,[[@LINE-1]],5,constants,{{.*}},16,constant,safe,C
  for (int i = 0; i < plain(); ++i)
    threads.emplace_back(work);
  // CHECK: constants.cpp,[[@LINE-1]],5,constants,{{.*}},9,constant,safe,C
}

void locals(std::vector<std::thread> &threads, bool fast) {
  int count = 5;
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: constants.cpp,[[@LINE-1]],5,locals,{{.*}},5,constant,safe,C
  int chosen = fast ? 12 : 2;
  for (int i = 0; i < chosen; ++i)
    threads.emplace_back(work);
  // CHECK: constants.cpp,[[@LINE-1]],5,locals,{{.*}},12,constant,safe,C
  int assigned = 2;
  if (fast)
    assigned = 20;
  for (int i = 0; i < assigned; ++i)
    threads.emplace_back(work);
  // CHECK: constants.cpp,[[@LINE-1]],5,locals,{{.*}},20,constant,safe,C
}
