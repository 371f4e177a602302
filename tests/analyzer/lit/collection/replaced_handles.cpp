// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A handle that waits when it is given the next one: the last and the one before it.

#include <future>
#include <thread>
#include <vector>

void work();
int take();

void assigned() {
  std::jthread thread;
  for (;;) {
    take();
    thread = std::jthread(work);
    // CHECK: replaced_handles.cpp,[[@LINE-1]],{{.*}},assigned,std::jthread,2,constant,safe,C,batch,joined
  }
}

void answered() {
  std::future<void> answer;
  for (;;) {
    take();
    answer = std::async(std::launch::async, work);
    // CHECK: replaced_handles.cpp,[[@LINE-1]],{{.*}},answered,std::async,2,constant,safe,C,batch,joined
  }
}

struct Listener {
  std::jthread thread;
  void restart() { thread = std::jthread(work); }
  // CHECK: replaced_handles.cpp,[[@LINE-1]],{{.*}},Listener::restart,std::jthread
};

void restarted() {
  Listener listener;
  while (take())
    listener.restart();
  // CHECK: replaced_handles.cpp,[[@LINE-1]],{{.*}},restarted,std::jthread,2,constant,safe,E,batch,joined
}

void oneForEach(std::vector<Listener> &listeners) {
  for (Listener &listener : listeners)
    listener.thread = std::jthread(work);
  // CHECK: replaced_handles.cpp,[[@LINE-1]],{{.*}},oneForEach,std::jthread,size(listeners),size,risky
}

void keptElsewhere(std::vector<std::jthread> &threads) {
  std::jthread thread;
  for (;;) {
    take();
    thread = std::jthread(work);
    // CHECK: replaced_handles.cpp,[[@LINE-1]],{{.*}},keptElsewhere,std::jthread,unbounded,unbounded,dangerous
    threads.push_back(std::move(thread));
  }
}

void onceForAll() {
  for (;;) {
    take();
    static std::jthread thread(work);
    // CHECK: replaced_handles.cpp,[[@LINE-1]],{{.*}},onceForAll,std::jthread,1,constant,safe,C,once
  }
}
