// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// A handle whose destructor waits ends a round only where it ends with it: not one that is moved
// into what is older, that a reference or a lambda puts there, or that nobody sees the end of.

#include <algorithm>
#include <future>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <utility>
#include <vector>

int next() { return accept(3, nullptr, nullptr); }
void work(int);

void stays() {
  for (int c = 0; (c = next()) != -1;) {
    std::jthread t(work, c);
    // CHECK: handles_that_leave.cpp,[[@LINE-1]],{{.*}},1,constant,safe,C,join
  }
}

void staysBehindAReference() {
  for (int c = 0; (c = next()) != -1;) {
    std::vector<std::jthread> ofRound;
    auto &all = ofRound;
    all.emplace_back(work, c);
    // CHECK: handles_that_leave.cpp,[[@LINE-1]],{{.*}},1,constant,safe,C,join
  }
}

void waits(std::future<void> done) { done.get(); }
void endsInTheCallee() {
  for (int c = 0; (c = next()) != -1;)
    waits(std::async(std::launch::async, work, c));
  // CHECK: handles_that_leave.cpp,[[@LINE-1]],{{.*}},1,constant,safe
}

void intoALambdasContainer(const std::vector<int> &in) {
  std::vector<std::jthread> all;
  std::for_each(in.begin(), in.end(), [&](int i) { all.emplace_back(work, i); });
  // CHECK: handles_that_leave.cpp,[[@LINE-1]],{{.*}},size(in),size,risky
}

void byALambdaForEachConnection() {
  std::vector<std::jthread> all;
  auto on = [&all](int c) { all.emplace_back(work, c); };
  for (;;)
    on(next());
  // CHECK: handles_that_leave.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
}

void throughAReferenceToAnElement() {
  std::map<int, std::jthread> all;
  for (;;) {
    const int c = next();
    auto &slot = all[c];
    slot = std::jthread(work, c);
    // CHECK: handles_that_leave.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
  }
}

void throughAReferenceToTheLast() {
  std::list<std::future<void>> all;
  for (;;) {
    auto &last = all.emplace_back();
    last = std::async(std::launch::async, work, next());
    // CHECK: handles_that_leave.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
  }
}

class Reaper {
public:
  void add(std::jthread t) { all_.push_back(std::move(t)); }

private:
  std::list<std::jthread> all_;
};
Reaper &reaper() {
  static Reaper only;
  return only;
}
void toAnObjectThatKeepsThem() {
  for (int c = 0; (c = next()) != -1;) {
    std::jthread t(work, c);
    // CHECK: handles_that_leave.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
    reaper().add(std::move(t));
  }
}

static std::vector<std::jthread> kept;
void keep(std::jthread t) { kept.push_back(std::move(t)); }
void toAFunctionThatKeepsThem() {
  for (int c = 0; (c = next()) != -1;)
    keep(std::jthread(work, c));
  // CHECK: handles_that_leave.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
}

void keepElsewhere(std::jthread t);
void toCodeThatIsNotSeen() {
  for (int c = 0; (c = next()) != -1;) {
    std::jthread t(work, c);
    // CHECK: handles_that_leave.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
    keepElsewhere(std::move(t));
  }
}

void withItsKey() {
  std::vector<std::pair<int, std::jthread>> all;
  std::map<int, std::jthread> byKey;
  for (int c = 0; (c = next()) != -1;) {
    std::jthread t(work, c), u(work, c);
    // CHECK: handles_that_leave.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
    // CHECK: handles_that_leave.cpp,[[@LINE-2]],{{.*}},unbounded,unbounded,dangerous
    all.push_back({c, std::move(t)});
    byKey.insert(std::make_pair(c, std::move(u)));
  }
}

void neverDeleted() {
  for (int c = 0; (c = next()) != -1;)
    new std::future<void>(std::async(std::launch::async, work, c));
  // CHECK: handles_that_leave.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
}
