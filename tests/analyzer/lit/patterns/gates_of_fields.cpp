// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A predicate of a wait that looks at fields.

#include <condition_variable>
#include <mutex>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>

void serve(int);

class Server {
public:
  explicit Server(int most) : most_(most) {}
  void run(int listener) {
    for (;;) {
      const int client = accept(listener, nullptr, nullptr);
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return active_ < most_; });
        ++active_;
      }
      std::thread([this, client] {
      // CHECK: gates_of_fields.cpp,[[@LINE-1]],7,Server::run,std::thread,config(most),config,safe,C,semaphore,detached
        serve(client);
        {
          std::lock_guard lock(mutex_);
          --active_;
        }
        changed_.notify_one();
      }).detach();
    }
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int active_ = 0;
  const int most_;
};
