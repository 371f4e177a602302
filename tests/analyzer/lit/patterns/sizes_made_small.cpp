// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// The size of a container says how many live only as long as what leaves it has ended.

#include <list>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

void work(int);

void oldestLetGo(int listener) {
  std::list<std::thread> all;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    while (all.size() >= 8) {
      all.front().detach();
      all.pop_front();
    }
    all.emplace_back(work, client);
    // CHECK: sizes_made_small.cpp,[[@LINE-1]],5,oldestLetGo,std::thread in std::list::emplace_back,unbounded,unbounded,dangerous
  }
}
void oldestJoined(int listener) {
  std::list<std::thread> all;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    while (all.size() >= 8) {
      all.front().join();
      all.pop_front();
    }
    all.emplace_back(work, client);
    // CHECK: sizes_made_small.cpp,[[@LINE-1]],5,oldestJoined,std::thread in std::list::emplace_back,8,constant,safe
  }
}
void allLetGo(int listener) {
  std::vector<std::thread> all;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (all.size() < 8)
      all.emplace_back(work, client);
    // CHECK: sizes_made_small.cpp,[[@LINE-1]],7,allLetGo,std::thread in std::vector::emplace_back,unbounded,unbounded,dangerous
    for (std::thread &thread : all)
      thread.detach();
    all.clear();
  }
}
void forgotten(int listener) {
  std::vector<pid_t> children;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (children.size() < 8) {
      const pid_t child = fork();
      // CHECK: sizes_made_small.cpp,[[@LINE-1]],27,forgotten,fork,unbounded,unbounded,dangerous
      if (child == 0) {
        work(client);
        _exit(0);
      }
      children.push_back(child);
    } else {
      children.erase(children.begin());
    }
  }
}
void waitedFor(int listener) {
  std::vector<pid_t> children;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (children.size() < 8) {
      const pid_t child = fork();
      // CHECK: sizes_made_small.cpp,[[@LINE-1]],27,waitedFor,fork,8,constant,safe
      if (child == 0) {
        work(client);
        _exit(0);
      }
      children.push_back(child);
    } else {
      waitpid(children.front(), nullptr, 0);
      children.erase(children.begin());
    }
  }
}
