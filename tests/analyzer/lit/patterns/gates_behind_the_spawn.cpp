// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// XFAIL: *
// A gate may stand behind the spawn: the next round waits there.

#include <atomic>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

void serve(int);

namespace afterwards {
std::atomic<int> live{0};
void task(int client) {
  serve(client);
  --live;
}
void waitsAfterTheSpawn(int listener) {
  for (;;) {
    ++live;
    std::thread(task, accept(listener, nullptr, nullptr)).detach();
    // CHECK: gates_behind_the_spawn.cpp,[[@LINE-1]],5,afterwards::waitsAfterTheSpawn,std::thread,8,constant,safe,C,semaphore,detached
    while (live >= 8)
      usleep(1000);
  }
}
} // namespace afterwards
