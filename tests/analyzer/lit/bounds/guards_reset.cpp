// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A flag that the loop around its function gives back in each round holds nothing, unless the unit
// was waited for before; nor does a handle that is let go.

#include <memory>
#include <optional>
#include <thread>

void work();
bool more();

namespace reset {
bool started;
void start() {
  if (started)
    return;
  started = true;
  std::thread(work).detach();
  // CHECK: guards_reset.cpp,[[@LINE-1]],3,reset::start,std::thread,unbounded,unbounded,dangerous
}
void loop() {
  while (more()) {
    start();
    // CHECK: guards_reset.cpp,[[@LINE-1]],5,reset::loop,std::thread,unbounded,unbounded,dangerous,E
    started = false;
  }
}
} // namespace reset

namespace kept {
bool started;
void start() {
  if (started)
    return;
  started = true;
  std::thread(work).detach();
  // CHECK: guards_reset.cpp,[[@LINE-1]],3,kept::start,std::thread,1,constant,safe
}
void loop() {
  started = false;
  while (more())
    start();
  // CHECK: guards_reset.cpp,[[@LINE-1]],5,kept::loop,std::thread,1,constant,safe,E,once
}
} // namespace kept

namespace reset_by_a_callee {
bool started;
void start() {
  if (started)
    return;
  started = true;
  std::thread(work).detach();
  // CHECK: guards_reset.cpp,[[@LINE-1]],3,reset_by_a_callee::start,std::thread,unbounded,unbounded,dangerous
}
void finish() { started = false; }
void cycle() {
  start();
  finish();
}
void loop() {
  while (more())
    cycle();
  // CHECK: guards_reset.cpp,[[@LINE-1]],5,reset_by_a_callee::loop,std::thread,unbounded,unbounded,dangerous,E
}
} // namespace reset_by_a_callee

namespace joined_by_a_callee {
bool started;
std::thread worker;
void start() {
  if (started)
    return;
  started = true;
  worker = std::thread(work);
  // CHECK: guards_reset.cpp,[[@LINE-1]],12,joined_by_a_callee::start,std::thread,1,constant,safe
}
void finish() {
  started = false;
  worker.join();
}
void loop() {
  while (more()) {
    start();
    // CHECK: guards_reset.cpp,[[@LINE-1]],5,joined_by_a_callee::loop,std::thread,1,constant,safe,E,once
    finish();
  }
}
} // namespace joined_by_a_callee

namespace let_go {
std::optional<std::thread> worker;
void start() {
  if (!worker)
    worker.emplace(work);
  // CHECK: guards_reset.cpp,[[@LINE-1]],5,let_go::start,std::thread in std::optional::emplace,unbounded,unbounded,dangerous
}
void stop() {
  if (worker) {
    worker->detach();
    worker.reset();
  }
}
void loop() {
  while (more()) {
    start();
    // CHECK: guards_reset.cpp,[[@LINE-1]],5,let_go::loop,{{.*}},unbounded,unbounded,dangerous,E
    stop();
  }
}
} // namespace let_go

namespace let_go_by_pointer {
std::unique_ptr<std::thread> worker;
void start() {
  if (worker)
    return;
  worker = std::make_unique<std::thread>(work);
  // CHECK: guards_reset.cpp,[[@LINE-1]],12,let_go_by_pointer::start,{{.*}},unbounded,unbounded,dangerous
}
void stop() {
  if (!worker)
    return;
  worker->detach();
  worker = nullptr;
}
void loop() {
  while (more()) {
    start();
    // CHECK: guards_reset.cpp,[[@LINE-1]],5,let_go_by_pointer::loop,{{.*}},unbounded,unbounded,dangerous,E
    stop();
  }
}
} // namespace let_go_by_pointer

namespace ended_by_itself {
std::thread *worker;
void run() {
  work();
  worker->detach();
  worker = nullptr;
}
void start() {
  if (worker)
    return;
  worker = new std::thread(run);
  // CHECK: guards_reset.cpp,[[@LINE-1]],12,ended_by_itself::start,std::thread,1,constant,safe
}
void loop() {
  while (more())
    start();
  // CHECK: guards_reset.cpp,[[@LINE-1]],5,ended_by_itself::loop,std::thread,1,constant,safe,E,once
}
} // namespace ended_by_itself
