// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// The size of a container is followed to what fills it.

#include <thread>
#include <vector>

void run(int);
void work();
using Threads = std::vector<std::thread>;

void listed(Threads &threads) {
  const std::vector<int> ports = {80, 443, 8080};
  for (int port : ports)
    threads.emplace_back(run, port);
  // CHECK: container_sizes.cpp,[[@LINE-1]],5,listed,{{.*}},3,constant,safe,C
}

void made(int count) {
  std::vector<std::thread> threads(count);
  for (auto &thread : threads)
    thread = std::thread(work);
  // CHECK: container_sizes.cpp,[[@LINE-1]],14,made,std::thread,config(count),config,safe,C,trip_count,joined
  for (auto &thread : threads)
    thread.join();
}

void resized(Threads &threads) {
  std::vector<int> ports;
  ports.resize(7);
  for (int port : ports)
    threads.emplace_back(run, port);
  // CHECK: container_sizes.cpp,[[@LINE-1]],5,resized,{{.*}},7,constant,safe,C
}

void filled(Threads &threads) {
  std::vector<int> ports;
  for (int i = 0; i < 6; ++i)
    ports.push_back(i);
  for (int port : ports)
    threads.emplace_back(run, port);
  // CHECK: container_sizes.cpp,[[@LINE-1]],5,filled,{{.*}},6,constant,safe,C
}

static void passed(Threads &threads, const std::vector<int> &ports) {
  for (int port : ports)
    threads.emplace_back(run, port);
  // CHECK: container_sizes.cpp,[[@LINE-1]],5,passed,{{.*}},2,constant,safe,C
}
void passes(Threads &threads) {
  std::vector<int> ports{80, 443};
  passed(threads, ports);
}

class Server {
public:
  explicit Server(unsigned workers) {
    for (unsigned i = 0; i < workers; ++i)
      queues_.push_back(0);
  }
  void start() {
    for (int queue : queues_)
      threads_.emplace_back(run, queue);
    // CHECK: container_sizes.cpp,[[@LINE-1]],7,Server::start,{{.*}},hardware,hardware,safe
  }

private:
  std::vector<int> queues_;
  std::vector<std::thread> threads_;
};
void serve() { Server(std::thread::hardware_concurrency()).start(); }

bool read(int &);

void filledWithoutEnd(Threads &threads) {
  std::vector<int> ports;
  for (;;) {
    int port = 0;
    if (!read(port))
      break;
    ports.push_back(port);
  }
  for (int port : ports)
    threads.emplace_back(run, port);
  // CHECK: container_sizes.cpp,[[@LINE-1]],5,filledWithoutEnd,{{.*}},size(ports),size,risky,C
}
