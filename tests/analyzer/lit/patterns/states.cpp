// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
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
      // CHECK: states.cpp,[[@LINE-1]],17,States::onMessage,std::thread,1,constant,safe,B,once,escapes
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
    // CHECK: states.cpp,[[@LINE-1]],7,States::run,std::thread,1,constant,safe,E,once,escapes
  }

private:
  enum class State { idle, running };
  State state_ = State::idle;
  std::thread thread_;
};

// A machine that comes back to its first state while the unit lives starts it again.
class Cycles {
public:
  void onMessage() {
    switch (state_) {
    case State::header:
      std::thread(work).detach();
      // CHECK: states.cpp,[[@LINE-1]],7,Cycles::onMessage,std::thread,unbounded,unbounded,dangerous,D,none,detached
      state_ = State::body;
      break;
    case State::body:
      state_ = State::header;
      break;
    }
  }
  void run(int socket) {
    char buffer[64];
    while (recv(socket, buffer, sizeof buffer, 0) > 0)
      onMessage();
    // CHECK: states.cpp,[[@LINE-1]],7,Cycles::run,std::thread,unbounded,unbounded,dangerous,E,none,detached
  }

private:
  enum class State { header, body };
  State state_ = State::header;
};
