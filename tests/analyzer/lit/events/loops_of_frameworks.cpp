// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Callbacks of the loops of Folly and Chromium, and of windows and waits.

#include "Inputs/loops_of_frameworks.h"

#include <thread>

void work();

void scheduled(folly::FunctionScheduler &scheduler, folly::EventBase &loop) {
  scheduler.addFunction([] {
    std::thread(work).detach();
    // CHECK: loops_of_frameworks.cpp,[[@LINE-1]],5,scheduled::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  }, std::chrono::seconds(1));
  scheduler.addFunctionOnce([] {
    std::thread(work).detach();
    // CHECK: loops_of_frameworks.cpp,[[@LINE-1]],5,scheduled::(lambda),std::thread,1,constant,safe,B,none,detached,,,,thread
  });
  loop.runInEventBaseThread([] {
    std::thread(work).detach();
    // CHECK: loops_of_frameworks.cpp,[[@LINE-1]],5,scheduled::(lambda),std::thread,1,constant,safe,B,none,detached,,,,thread
  });
}

class Acceptor : public folly::AsyncServerSocket::AcceptCallback {
  void connectionAccepted(int) noexcept override {
    std::thread(work).detach();
    // CHECK: loops_of_frameworks.cpp,[[@LINE-1]],5,Acceptor::connectionAccepted,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  }
};
class Ready : public folly::EventHandler, public folly::AsyncTimeout, public folly::AsyncReader::ReadCallback {
  void handlerReady(unsigned short) noexcept override {
    std::thread(work).detach();
    // CHECK: loops_of_frameworks.cpp,[[@LINE-1]],5,Ready::handlerReady,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  }
  void timeoutExpired() noexcept override {
    std::thread(work).detach();
    // CHECK: loops_of_frameworks.cpp,[[@LINE-1]],5,Ready::timeoutExpired,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  }
  void readDataAvailable(unsigned long) noexcept override {
    std::thread(work).detach();
    // CHECK: loops_of_frameworks.cpp,[[@LINE-1]],5,Ready::readDataAvailable,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  }
};

class Tab {
public:
  void open(base::TaskRunner &runner) {
    timer_.Start({}, 5, base::BindRepeating(&Tab::poll, base::Unretained(this)));
    runner.PostTask({}, base::BindOnce(&Tab::once, base::Unretained(this)));
    base::ThreadPool::PostTask({}, base::BindOnce(&Tab::inPool, base::Unretained(this)));
    // CHECK: loops_of_frameworks.cpp,[[@LINE-1]],5,Tab::open,base::ThreadPool::PostTask,1,constant,safe,B,pool,escapes,1,constant,,task
  }

private:
  void poll() {
    std::thread(work).detach();
    // CHECK: loops_of_frameworks.cpp,[[@LINE-1]],5,Tab::poll,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  }
  void once() {
    std::thread(work).detach();
    // CHECK: loops_of_frameworks.cpp,[[@LINE-1]],5,Tab::once,std::thread,1,constant,safe,B,none,detached,,,,thread
  }
  void inPool() {
    std::thread(work).detach();
    // CHECK: loops_of_frameworks.cpp,[[@LINE-1]],5,Tab::inPool,std::thread,1,constant,safe,B,none,detached,,,,thread
  }
  base::RepeatingTimer timer_;
};

long onWindow(HANDLE, unsigned, unsigned long, long) {
  std::thread(work).detach();
  // CHECK: loops_of_frameworks.cpp,[[@LINE-1]],3,onWindow,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  return 0;
}
void onObject(void *, unsigned char) {
  std::thread(work).detach();
  // CHECK: loops_of_frameworks.cpp,[[@LINE-1]],3,onObject,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
}
void windows(HANDLE object) {
  WNDCLASSW type = {};
  type.lpfnWndProc = onWindow;
  RegisterClassW(&type);
  HANDLE wait;
  RegisterWaitForSingleObject(&wait, object, onObject, nullptr, 1000, 0);
}
