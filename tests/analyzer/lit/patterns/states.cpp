// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// XFAIL: *
// A function that leaves its first state starts its unit once.

#include <sys/socket.h>
#include <thread>

void work();

class States {
public:
  void onMessage() {
    switch (state_) {
    case State::idle:
      thread_ = std::thread(work);
      // CHECK: states.cpp,[[@LINE-1]],17,States::onMessage,std::thread,1,constant,safe,B,none,escapes
      state_ = State::running;
      break;
    case State::running:
      break;
    }
  }
  void run(int socket) {
    char buffer[64];
    while (recv(socket, buffer, sizeof buffer, 0) > 0)
      onMessage();
  }

private:
  enum class State { idle, running };
  State state_ = State::idle;
  std::thread thread_;
};
