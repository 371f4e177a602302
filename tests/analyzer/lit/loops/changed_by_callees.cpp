// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// What a round calls may move the limit of its loop, or the counter, as the round itself may.

#include <cstddef>
#include <thread>
#include <vector>

void work(int);

namespace limits {
void more(std::vector<int> &jobs) { jobs.push_back(1); }
void grownByCallee() {
  std::vector<int> jobs(4);
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    std::thread(work, jobs[i]).detach();
    more(jobs);
  }
  // CHECK: changed_by_callees.cpp,[[@LINE-3]],5,limits::grownByCallee,std::thread,unknown(the limit of the loop changes in it),unknown,risky
}
void fill(std::vector<int> &jobs) { jobs.push_back(1); }
void grownBefore() {
  std::vector<int> jobs(4);
  for (int i = 0; i < 10; ++i)
    fill(jobs);
  for (std::size_t i = 0; i < jobs.size(); ++i)
    std::thread(work, jobs[i]).detach();
  // CHECK: changed_by_callees.cpp,[[@LINE-1]],5,limits::grownBefore,std::thread,14,constant,safe
}
void another(std::vector<int> &done) {
  std::vector<int> jobs(4);
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    std::thread(work, jobs[i]).detach();
    more(done);
  }
  // CHECK: changed_by_callees.cpp,[[@LINE-3]],5,limits::another,std::thread,4,constant,safe
}
void raise(int &limit) { ++limit; }
void raisedByCallee() {
  int limit = 4;
  for (int i = 0; i < limit; ++i) {
    std::thread(work, i).detach();
    raise(limit);
  }
  // CHECK: changed_by_callees.cpp,[[@LINE-3]],5,limits::raisedByCallee,std::thread,unknown(the limit of the loop changes in it),unknown,risky
}
} // namespace limits

namespace fields {
struct Crawler {
  std::vector<int> open{1, 2, 3, 4};
  std::vector<int> done;
  void add(int page) { open.push_back(page); }
  void follow(int page) { add(page + 1); }
  void note(int page) { done.push_back(page); }
  void follows() {
    for (std::size_t i = 0; i < open.size(); ++i) {
      std::thread(work, open[i]).detach();
      follow(open[i]);
    }
    // CHECK: changed_by_callees.cpp,[[@LINE-3]],7,fields::Crawler::follows,std::thread,unknown(the limit of the loop changes in it),unknown,risky
  }
};
struct Reader {
  std::vector<int> pages{1, 2, 3, 4};
  std::vector<int> done;
  void note(int page) { done.push_back(page); }
  void reads() {
    for (std::size_t i = 0; i < pages.size(); ++i) {
      std::thread(work, pages[i]).detach();
      note(pages[i]);
    }
    // CHECK: changed_by_callees.cpp,[[@LINE-3]],7,fields::Reader::reads,std::thread,4,constant,safe
  }
};
void run() {
  Crawler().follows();
  Reader().reads();
}
struct Retrying {
  int next = 0;
  void again() { next = 0; }
  void runs() {
    for (next = 0; next < 3; ++next) {
      std::thread(work, next).detach();
      again();
    }
    // CHECK: changed_by_callees.cpp,[[@LINE-3]],7,fields::Retrying::runs,std::thread,unknown({{.*}},unknown,risky
  }
};
} // namespace fields
