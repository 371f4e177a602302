// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Waiting for a child only when there are too many lets as many live.

#include <set>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

void serve(int);

namespace children {
std::set<pid_t> live;
void forksBelowALimit(int listener, std::size_t limit) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    while (live.size() >= limit)
      live.erase(wait(nullptr));
    const pid_t pid = fork();
    // CHECK: children_below_a_limit.cpp,[[@LINE-1]],23,children::forksBelowALimit,fork,config(limit),config,safe
    if (pid == 0) {
      serve(client);
      _exit(0);
    }
    live.insert(pid);
    close(client);
  }
}
} // namespace children
