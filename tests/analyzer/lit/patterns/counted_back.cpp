// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A counter lets as many live as it says only where what starts them counts each, and takes none back.

#include <atomic>
#include <thread>

void work();
bool more();
int next();
std::atomic<int> live, limited, refused, kept, joined, many, ones;

void makesRoomWhereItIsFull() {
  for (;;)
    if (live < 8) {
      ++live;
      std::thread(work).detach();
      // CHECK: counted_back.cpp,[[@LINE-1]],7,makesRoomWhereItIsFull,std::thread,unbounded,unbounded,dangerous
    } else {
      --live;
    }
}

void waitsWhereItIsFull() {
  for (;;)
    if (limited < 8) {
      ++limited;
      std::thread([] { work(), --limited; }).detach();
      // CHECK: counted_back.cpp,[[@LINE-1]],7,waitsWhereItIsFull,std::thread,8,constant,safe
    } else {
      limited.wait(8);
    }
}

void mayCountBackBeforeTheStart() {
  for (;;)
    if (refused < 8) {
      ++refused;
      if (more())
        --refused;
      std::thread([] { work(), --refused; }).detach();
      // CHECK: counted_back.cpp,[[@LINE-1]],7,mayCountBackBeforeTheStart,std::thread,unbounded,unbounded,dangerous
    }
}

void countsBackAndStartsNone() {
  for (;;)
    if (kept < 8) {
      ++kept;
      if (more()) {
        --kept;
        continue;
      }
      std::thread([] { work(), --kept; }).detach();
      // CHECK: counted_back.cpp,[[@LINE-1]],7,countsBackAndStartsNone,std::thread,8,constant,safe
    }
}

void undoesWhatWasTooMuch() {
  for (;;) {
    ++joined;
    if (joined > 100) {
      --joined;
      continue;
    }
    std::thread([] { work(), --joined; }).detach();
    // CHECK: counted_back.cpp,[[@LINE-1]],5,undoesWhatWasTooMuch,std::thread,100,constant,safe
  }
}

void mayCountNone() {
  for (;;)
    if (many < 8) {
      many += next();
      std::thread([] { work(), --many; }).detach();
      // CHECK: counted_back.cpp,[[@LINE-1]],7,mayCountNone,std::thread,unbounded,unbounded,dangerous
    }
}

void countsOne() {
  for (;;)
    if (ones < 8) {
      ones += 1;
      std::thread([] { work(), --ones; }).detach();
      // CHECK: counted_back.cpp,[[@LINE-1]],7,countsOne,std::thread,8,constant,safe
    }
}
