// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// Windows that take out only what is ready, or whose handles were moved elsewhere before they are cleared: nobody waits
// for what they let go.

#include <atomic>
#include <chrono>
#include <deque>
#include <future>
#include <iterator>
#include <list>
#include <memory>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
void work();
void look();
bool isReady(std::future<void> &one) {
  return one.wait_for(0s) == std::future_status::ready;
}

// Goes on as soon as one is not ready.
void readyOnly() {
  std::deque<std::future<void>> all;
  for (;;) {
    while (!all.empty() && all.front().wait_for(0s) == std::future_status::ready)
      all.pop_front();
    all.push_back(std::async(std::launch::async, work));
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],19,readyOnly,std::async,unbounded,unbounded,dangerous,C,none
  }
}
void fullAndReady() {
  std::deque<std::future<void>> all;
  for (;;) {
    while (all.size() >= 8 && isReady(all.front()))
      all.pop_front();
    all.push_back(std::async(std::launch::async, work));
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],19,fullAndReady,std::async,unbounded,unbounded,dangerous,C,none
  }
}
void brokenOff() {
  std::deque<std::future<void>> all;
  for (;;) {
    while (true) {
      if (all.empty() || !isReady(all.front()))
        break;
      all.pop_front();
    }
    all.push_back(std::async(std::launch::async, work));
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],19,brokenOff,std::async,unbounded,unbounded,dangerous,C,none
  }
}
struct Job {
  std::thread thread;
  std::shared_ptr<std::atomic<bool>> done;
};
void doneOnly() {
  std::deque<Job> all;
  for (;;) {
    while (!all.empty() && *all.front().done) {
      all.front().thread.join();
      all.pop_front();
    }
    auto done = std::make_shared<std::atomic<bool>>(false);
    std::thread thread([done] {
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],17,doneOnly,std::thread,unbounded,unbounded,dangerous,C,none
      work();
      *done = true;
    });
    all.push_back(Job{std::move(thread), done});
  }
}

// Waits for what is not ready, too.
void allOfThem() {
  std::deque<std::future<void>> all;
  for (;;) {
    all.push_back(std::async(std::launch::async, work));
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],19,allOfThem,std::async,1,constant,safe,C,join
    while (!all.empty())
      all.pop_front();
  }
}
void readyAndThenTheRest() {
  std::deque<std::future<void>> all;
  for (;;) {
    while (!all.empty() && isReady(all.front()))
      all.pop_front();
    while (all.size() >= 8)
      all.pop_front();
    all.push_back(std::async(std::launch::async, work));
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],19,readyAndThenTheRest,std::async,8,constant,safe,C,batch
  }
}
void askedUntilReady() {
  std::deque<std::future<void>> all;
  for (;;) {
    all.push_back(std::async(std::launch::async, work));
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],19,askedUntilReady,std::async,1,constant,safe,C,join
    while (!all.empty()) {
      while (all.front().wait_for(1s) != std::future_status::ready)
        look();
      all.pop_front();
    }
  }
}
void thoseThatStarted() {
  std::deque<std::thread> all;
  for (;;) {
    all.emplace_back(work);
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],5,thoseThatStarted,std::thread in std::deque::emplace_back,1,constant,safe,C,join
    while (!all.empty() && all.front().joinable()) {
      all.front().join();
      all.pop_front();
    }
  }
}

// Moved on, and then cleared.
void inserted() {
  std::vector<std::jthread> some, all;
  for (;;) {
    some.emplace_back(work);
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],5,inserted,std::jthread in std::vector::emplace_back,unbounded,unbounded,dangerous,C,none
    if (some.size() >= 8) {
      all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
      some.clear();
    }
  }
}
void movedByAlgorithm() {
  std::vector<std::jthread> some, all;
  for (;;) {
    some.emplace_back(work);
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],5,movedByAlgorithm,std::jthread in std::vector::emplace_back,unbounded,unbounded,dangerous,C,none
    if (some.size() >= 8) {
      std::move(some.begin(), some.end(), std::back_inserter(all));
      some.clear();
    }
  }
}
void spliced() {
  std::list<std::jthread> some, all;
  for (;;) {
    some.emplace_back(work);
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],5,spliced,std::jthread in std::list::emplace_back,unbounded,unbounded,dangerous,C,none
    if (some.size() >= 8) {
      all.splice(all.end(), some);
      some.clear();
    }
  }
}
void takenByAnother() {
  std::vector<std::jthread> some;
  for (;;) {
    some.emplace_back(work);
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],5,takenByAnother,std::jthread in std::vector::emplace_back,unbounded,unbounded,dangerous,C,none
    if (some.size() >= 8) {
      std::thread([taken = std::move(some)]() mutable { taken.clear(); }).detach();
      // CHECK: windows_that_reap.cpp,[[@LINE-1]],7,takenByAnother,std::thread,unbounded,unbounded,dangerous,D,none
      some.clear();
    }
  }
}
void keptWhereLate() {
  std::deque<std::future<void>> all, late;
  for (;;) {
    while (all.size() >= 8) {
      auto first = std::move(all.front());
      all.pop_front();
      if (first.wait_for(1s) != std::future_status::ready)
        late.push_back(std::move(first));
    }
    all.push_back(std::async(std::launch::async, work));
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],19,keptWhereLate,std::async,unbounded,unbounded,dangerous,C,none
  }
}
void released() {
  std::vector<std::unique_ptr<std::jthread>> some;
  for (;;) {
    some.push_back(std::make_unique<std::jthread>(work));
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],20,released,std::jthread in std::make_unique,unbounded,unbounded,dangerous,C,none
    if (some.size() >= 8) {
      for (auto &one : some)
        one.release();
      some.clear();
    }
  }
}

// Moved to what ends with the round, from what has them no more, or by another name.
void movedWithinTheRound() {
  std::vector<std::jthread> some;
  for (;;) {
    some.emplace_back(work);
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],5,movedWithinTheRound,std::jthread in std::vector::emplace_back,8,constant,safe,C,batch
    if (some.size() >= 8) {
      std::vector<std::jthread> old(std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
      some.clear();
    }
  }
}
void takenAndWaitedFor() {
  std::deque<std::future<void>> all;
  for (;;) {
    while (all.size() >= 8) {
      auto first = std::move(all.front());
      all.pop_front();
      first.get();
    }
    all.push_back(std::async(std::launch::async, work));
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],19,takenAndWaitedFor,std::async,8,constant,safe,C,batch
  }
}
void movedInto() {
  std::vector<std::jthread> some;
  std::jthread one;
  for (;;) {
    one = std::jthread(work);
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],11,movedInto,std::jthread,8,constant,safe,C,batch
    some.push_back(std::move(one));
    if (some.size() >= 8)
      some.clear();
  }
}
class Pool {
public:
  void run() {
    auto &some = threads_;
    for (;;) {
      some.emplace_back(work);
      // CHECK: windows_that_reap.cpp,[[@LINE-1]],7,Pool::run,std::jthread in std::vector::emplace_back,8,constant,safe,C,batch
      if (some.size() >= 8)
        some.clear();
    }
  }

private:
  std::vector<std::jthread> threads_;
};
void ownedByPointers() {
  std::vector<std::unique_ptr<std::jthread>> some;
  for (;;) {
    some.emplace_back(new std::jthread(work));
    // CHECK: windows_that_reap.cpp,[[@LINE-1]],23,ownedByPointers,std::jthread,8,constant,safe,C,batch
    if (some.size() >= 8)
      some.clear();
  }
}
