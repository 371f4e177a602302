// RUN: not %audit -q --root %S --only acquire-without-release %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning: --implicit-check-not=error:
// What takes a permit gives it back on every way out, or hands it on.

#include <functional>
#include <semaphore>
#include <thread>

bool valid(int);
void serve(int);
std::counting_semaphore<> permits(8);

void inABranch(int request) {
  permits.acquire();
  // CHECK: acquire-without-release.cpp:[[@LINE-1]]:3: warning: the permit of permits that is taken here is not given back on every way out of the function; a guard would give it back on all [acquire-without-release]
  if (valid(request)) {
    serve(request);
  } else {
    if (request < 0)
      return;
    // CHECK-NEXT: acquire-without-release.cpp:[[@LINE-1]]:7: note: leaves with the permit
    serve(-request);
  }
  permits.release();
}

struct GivesBack {
  explicit GivesBack(std::counting_semaphore<> &of) : of_(of) {}
  GivesBack(const GivesBack &) = delete;
  ~GivesBack() { of_.release(); }
  std::counting_semaphore<> &of_;
};
int byAGuard(int request) {
  permits.acquire();
  const GivesBack guard(permits);
  if (!valid(request))
    return 1;
  serve(request);
  return 0;
}

static void giveBack() { permits.release(); }
void byAFunction(int request) {
  permits.acquire();
  if (!valid(request)) {
    giveBack();
    return;
  }
  serve(request);
  permits.release();
}

void byTheUnit(int request) {
  permits.acquire();
  std::thread unit([request] {
    serve(request);
    permits.release();
  });
  if (!valid(request))
    return unit.detach();
  unit.join();
}

void onBothWays(int request) {
  permits.acquire();
  if (!valid(request)) {
    permits.release();
    return;
  }
  serve(request);
  permits.release();
}

void beforeTheAcquire(int request) {
  if (!valid(request))
    return;
  permits.acquire();
  serve(request);
  permits.release();
}

std::counting_semaphore<> ready(0);
bool asASignal(int request) {
  ready.acquire();
  if (!valid(request))
    return false;
  serve(request);
  return true;
}
