// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// RUN: not %audit -q --root %S %s -- -std=c++20 | FileCheck %s --check-prefix=TEXT --implicit-check-not=warning:
// A spawn in a callee is told where it is repeated: a row with 'via' at the loop, which has the alarm; the
// spawn's own row has the class of the worst of these calls, unless its function limits what it starts.

#include <sys/socket.h>
#include <thread>
#include <vector>

void work();

static void launch() { std::thread(work).detach(); }
// CHECK: [[LAUNCH:[0-9a-f]+]],via.cpp,[[@LINE-1]],24,launch,std::thread,unbounded,unbounded,dangerous
static void between() { launch(); }

void loops() {
  for (;;)
    between();
  // CHECK: via.cpp,[[@LINE-1]],5,loops,std::thread,unbounded,unbounded,dangerous,E,none,detached,,,[[LAUNCH]]
  // TEXT: via.cpp:[[@LINE-2]]:5: warning: this call starts units by std::thread {{.*}} [unbounded-spawn]
}

void counts() {
  for (int i = 0; i < 4; ++i)
    launch();
  // CHECK: via.cpp,[[@LINE-1]],5,counts,std::thread,4,constant,safe,E,trip_count,detached,,,[[LAUNCH]]
}

struct Worker {
  Worker() : thread(work) {}
  // CHECK: [[WORKER:[0-9a-f]+]],via.cpp,[[@LINE-1]],14,Worker::Worker,std::thread,config(count),config,safe
  std::thread thread;
};

void constructs(std::vector<Worker *> &workers, unsigned count) {
  for (unsigned i = 0; i < count; ++i)
    workers.push_back(new Worker);
  // CHECK: via.cpp,[[@LINE-1]],23,constructs,std::thread,config(count),config,safe,E,trip_count,escapes,,,[[WORKER]]
}

static void joins() {
  std::thread thread(work);
  // CHECK: via.cpp,[[@LINE-1]],15,joins,std::thread,1,constant,safe,B,join,joined
  thread.join();
}
void loopsAroundJoins() {
  for (;;)
    joins();
}
