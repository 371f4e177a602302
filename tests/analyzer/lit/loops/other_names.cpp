// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// --implicit-check-not=.cpp Other names for what a loop counts with: the parts of what is taken
// apart, references, fields that refer to a number.

#include <array>
#include <thread>
#include <tuple>
#include <utility>

void work();
bool failed();

struct Range {
  int first, last;
};
struct Window {
  int first, last;
};

void parts() {
  auto [i, most] = Range{0, 8};
  for (; i < most; ++i)
    std::thread(work).detach();
    // CHECK: other_names.cpp,[[@LINE-1]],5,parts,std::thread,8,constant,safe
}

void partsOfAPair() {
  auto [i, most] = std::make_pair(0, 8);
  for (; i < most; ++i)
    std::thread(work).detach();
    // CHECK: other_names.cpp,[[@LINE-1]],5,partsOfAPair,std::thread,8,constant,safe
}

void partsOfAnArray() {
  auto [most, rest] = std::array<int, 2>{6, 2};
  for (int i = 0; i < most; ++i)
    std::thread(work).detach();
    // CHECK: other_names.cpp,[[@LINE-1]],5,partsOfAnArray,std::thread,6,constant,safe
}

void referredParts() {
  Range range{0, 8};
  auto &[i, most] = range;
  for (; i < most; ++i)
    std::thread(work).detach();
    // CHECK: other_names.cpp,[[@LINE-1]],5,referredParts,std::thread,8,constant,safe
}

void limitMovesUnderItsName() {
  Window window{0, 8};
  auto &[i, most] = window;
  for (; i < most; ++i) {
    std::thread(work).detach();
    // CHECK: other_names.cpp,[[@LINE-1]],5,limitMovesUnderItsName,std::thread,unknown(the limit of the loop changes in it),unknown,risky
    ++window.last;
  }
}

void partOfAPairMoves() {
  std::pair<int, int> range{0, 8};
  auto &[i, most] = range;
  for (; i < most; ++i) {
    std::thread(work).detach();
    // CHECK: other_names.cpp,[[@LINE-1]],5,partOfAPairMoves,std::thread,unknown(the limit of the loop changes in it),unknown,risky
    ++range.second;
  }
}

void countsUnderAnotherName() {
  int count = 0;
  int &i = count;
  for (; i < 10; ++count)
    std::thread(work).detach();
    // CHECK: other_names.cpp,[[@LINE-1]],5,countsUnderAnotherName,std::thread,10,constant,safe
}

void setBackUnderAnotherName() {
  int count = 0;
  int &i = count;
  for (; i < 10; ++i) {
    std::thread(work).detach();
    // CHECK: other_names.cpp,[[@LINE-1]],5,setBackUnderAnotherName,std::thread,unknown(count is also taken back),unknown,risky
    if (failed())
      count = 0;
  }
}

struct Reset {
  int &count;
  void now() { count = 0; }
};
struct ResetAgain {
  int &count;
  explicit ResetAgain(int &which) : count(which) {}
  void now() { count = 0; }
};
struct ResetBehind {
  int *count;
  void now() { *count = 0; }
};
struct Shown {
  const int &count;
  int get() const { return count; }
};

void setBackByAField() {
  int i = 0;
  Reset reset{i};
  for (; i < 10; ++i) {
    std::thread(work).detach();
    // CHECK: other_names.cpp,[[@LINE-1]],5,setBackByAField,std::thread,unknown(i is also taken back),unknown,risky
    reset.now();
  }
}

void setBackByAFieldOfAConstructor() {
  int i = 0;
  ResetAgain reset(i);
  for (; i < 10; ++i) {
    std::thread(work).detach();
    // CHECK: other_names.cpp,[[@LINE-1]],5,setBackByAFieldOfAConstructor,std::thread,unknown(i is also taken back),unknown,risky
    reset.now();
  }
}

void setBackBehindAPointer() {
  int i = 0;
  ResetBehind reset{&i};
  for (; i < 10; ++i) {
    std::thread(work).detach();
    // CHECK: other_names.cpp,[[@LINE-1]],5,setBackBehindAPointer,std::thread,unknown(i is also taken back),unknown,risky
    reset.now();
  }
}

void shownByAField() {
  int i = 0;
  Shown shown{i};
  for (; i < 10; ++i) {
    std::thread(work).detach();
    // CHECK: other_names.cpp,[[@LINE-1]],5,shownByAField,std::thread,10,constant,safe
    shown.get();
  }
}
