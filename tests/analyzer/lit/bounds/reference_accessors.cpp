// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// What a method or function gives out by reference is written where the call is.

#include <thread>
#include <vector>

void work();
void serve(int);
int next();

class Count {
public:
  int &threads() { return threads_; }
  void start() {
    for (int i = 0; i < threads_; ++i)
      std::thread(work).detach();
      // CHECK: reference_accessors.cpp,[[@LINE-1]],7,Count::start,std::thread,1000,constant,safe,C,trip_count
  }

private:
  int threads_ = 2;
};
class Unseen {
public:
  int &threads() { return threads_; }
  void start() {
    for (int i = 0; i < threads_; ++i)
      std::thread(work).detach();
      // CHECK: reference_accessors.cpp,[[@LINE-1]],7,Unseen::start,std::thread,"max(2, unknown(the result of next()))",unknown,risky,D,none
  }

private:
  int threads_ = 2;
};
class Named {
public:
  int &threads() { return threads_; }
  void start() {
    for (int i = 0; i < threads_; ++i)
      std::thread(work).detach();
      // CHECK: reference_accessors.cpp,[[@LINE-1]],7,Named::start,std::thread,400,constant,safe,C,trip_count
  }

private:
  int threads_ = 2;
};
class Items {
public:
  std::vector<int> &items() { return items_; }
  void start() {
    for (int item : items_)
      std::thread(serve, item).detach();
      // CHECK: reference_accessors.cpp,[[@LINE-1]],7,Items::start,std::thread,302,constant,safe,C,trip_count
  }

private:
  std::vector<int> items_{1, 2};
};
class Filled {
public:
  std::vector<int> &items() { return items_; }
  void start() {
    for (int item : items_)
      std::thread(serve, item).detach();
      // CHECK: reference_accessors.cpp,[[@LINE-1]],7,Filled::start,std::thread,size(Filled::items_),size,risky,D,trip_count
  }

private:
  std::vector<int> items_{1, 2};
};
std::vector<int> &registry() {
  static std::vector<int> all{1};
  return all;
}

// Only read.
class Shown {
public:
  const std::vector<int> &items() const { return items_; }
  void start() {
    for (int item : items())
      std::thread(serve, item).detach();
      // CHECK: reference_accessors.cpp,[[@LINE-1]],7,Shown::start,std::thread,2,constant,safe,C,trip_count
  }

private:
  std::vector<int> items_{1, 2};
};
// A copy is written, and not the field.
class Copied {
public:
  std::vector<int> items() const { return items_; }
  void start() {
    for (int item : items_)
      std::thread(serve, item).detach();
      // CHECK: reference_accessors.cpp,[[@LINE-1]],7,Copied::start,std::thread,2,constant,safe,C,trip_count
  }

private:
  std::vector<int> items_{1, 2};
};

void change() {
  Count count;
  count.threads() = 1000;
  count.start();
  Unseen unseen;
  unseen.threads() = next();
  unseen.start();
  Named named;
  auto &threads = named.threads();
  threads = 400;
  named.start();
  Items items;
  items.items().resize(300);
  items.start();
  Filled filled;
  while (int item = next())
    filled.items().push_back(item);
  filled.start();
  for (int i = 0; i < 7; ++i)
    registry().push_back(i);
  for (int item : registry())
    std::thread(serve, item).detach();
    // CHECK: reference_accessors.cpp,[[@LINE-1]],5,change,std::thread,8,constant,safe,C,trip_count
  Shown shown;
  for (int item : shown.items())
    serve(item);
  shown.start();
  Copied copied;
  copied.items().resize(300);
  copied.start();
}

// A gate that is asked, raised and lowered by reference.
struct Gate {
  int &live() { return live_; }
  int live_ = 0;
};
Gate gate;
void gated() {
  for (;;) {
    if (gate.live() >= 10)
      continue;
    ++gate.live();
    std::thread([] {
    // CHECK: reference_accessors.cpp,[[@LINE-1]],5,gated,std::thread,10,constant,safe,C,semaphore
      work();
      --gate.live();
    }).detach();
  }
}
