// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// XFAIL: *
// As many units as a container may hold, not one.

#include <future>
#include <sys/socket.h>
#include <thread>
#include <vector>

int answer();
void work();

class Growing {
public:
  void onRequest() {
    if (workers_.size() < 16)
      workers_.emplace_back(work);
    // CHECK: sizes_of_slots.cpp,[[@LINE-1]],7,Growing::onRequest,std::thread in std::vector::emplace_back,16,constant,safe,B,none,escapes
  }
  void run(int listener) {
    for (;;) {
      onRequest();
    }
  }

private:
  std::vector<std::thread> workers_;
};

class Slots {
public:
  void onFrame(unsigned slot) {
    if (pending_[slot].valid())
      return;
    pending_[slot] = std::async(std::launch::async, answer);
    // CHECK: sizes_of_slots.cpp,[[@LINE-1]],22,Slots::onFrame,std::async,3,constant,safe,B,none,escapes
  }
  void run(int socket) {
    unsigned slot = 0;
    while (recv(socket, &slot, sizeof slot, 0) > 0)
      onFrame(slot % 3);
  }

private:
  std::future<int> pending_[3];
};
