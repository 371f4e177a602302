// RUN: not %audit -q --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning: --implicit-check-not=error:
// How permits are held: inside the unit, lost on a way out, a wide one while a narrow one is waited for.

#include <mutex>
#include <semaphore>
#include <thread>
#include <vector>

void serve(int);
bool valid(int);

std::counting_semaphore<> all(200), ofTenant(20);
class Permit {
public:
  explicit Permit(std::counting_semaphore<> &permits) : permits_(permits) { permits_.acquire(); }
  Permit(const Permit &) = delete;
  ~Permit() { permits_.release(); }

private:
  std::counting_semaphore<> &permits_;
};

void acquiresInTheUnit(const std::vector<int> &items) {
  std::vector<std::thread> threads;
  for (int item : items)
    threads.emplace_back([item] {
      // CHECK: fixtures_permits.cpp:[[@LINE-1]]:5: warning: {{.*}} [data-sized-spawn]
      all.acquire();
      // CHECK: fixtures_permits.cpp:[[@LINE-1]]:7: warning: {{.*}} [acquire-inside-task]
      serve(item);
      all.release();
    });
  for (auto &thread : threads)
    thread.join();
}

bool returnsWithThePermit(int request) {
  all.acquire();
  // CHECK: fixtures_permits.cpp:[[@LINE-1]]:3: warning: {{.*}} [acquire-without-release]
  if (!valid(request))
    return false;
  serve(request);
  all.release();
  return true;
}
void returnsAtOnce(int request) {
  all.acquire();
  // CHECK: fixtures_permits.cpp:[[@LINE-1]]:3: warning: {{.*}} [acquire-without-release]
  return;
  serve(request);
  all.release();
}
bool givesBackByAGuard(int request) {
  const Permit permit(all);
  if (!valid(request))
    return false;
  serve(request);
  return true;
}

void waitsForTheNarrowOne(int request) {
  all.acquire();
  ofTenant.acquire();
  // CHECK: fixtures_permits.cpp:[[@LINE-1]]:3: warning: {{.*}} [nested-acquire]
  serve(request);
  ofTenant.release();
  all.release();
}
void narrowFirst(int request) {
  ofTenant.acquire();
  all.acquire();
  serve(request);
  all.release();
  ofTenant.release();
}
void triesTheNarrowOne(int request) {
  all.acquire();
  if (ofTenant.try_acquire()) {
    serve(request);
    ofTenant.release();
  }
  all.release();
}
