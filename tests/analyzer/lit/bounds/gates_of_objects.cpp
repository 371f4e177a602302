// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A flag, counter or semaphore that each object has for itself limits what each object starts, and
// not how many objects there are.

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <sys/socket.h>
#include <thread>
#include <vector>

void work(int);

class Started { // an object for each connection
public:
  explicit Started(int fd) : fd_(fd) {}
  void start() {
    if (started_)
      return;
    started_ = true;
    std::thread(work, fd_).detach();
    // CHECK: gates_of_objects.cpp,[[@LINE-1]],5,Started::start,std::thread,unbounded,unbounded,dangerous
  }

private:
  bool started_ = false;
  int fd_;
};
void perConnection(int listener) {
  for (;;) {
    auto *session = new Started(accept(listener, nullptr, nullptr));
    session->start();
    // CHECK: gates_of_objects.cpp,[[@LINE-1]],5,perConnection,std::thread,unbounded,unbounded,dangerous,E
  }
}

class Counted {
public:
  void start() {
    if (live_ >= 4)
      return;
    ++live_;
    std::thread(&Counted::run, this).detach();
    // CHECK: gates_of_objects.cpp,[[@LINE-1]],5,Counted::start,std::thread,unbounded,unbounded,dangerous
  }

private:
  void run() { --live_; }
  int live_ = 0;
};
void counted(int listener) {
  std::vector<std::unique_ptr<Counted>> all;
  while (accept(listener, nullptr, nullptr) >= 0) {
    auto each = std::make_unique<Counted>();
    each->start();
    // CHECK: gates_of_objects.cpp,[[@LINE-1]],5,counted,std::thread,unbounded,unbounded,dangerous,E
    all.push_back(std::move(each));
  }
}

struct Once {
  int fd;
  std::once_flag flag;
  void start() {
    std::call_once(flag, [this] { std::thread(work, fd).detach(); });
    // CHECK: gates_of_objects.cpp,[[@LINE-1]],35,{{.*}},std::thread,unbounded,unbounded,dangerous
  }
};
void once(int listener) {
  std::vector<std::shared_ptr<Once>> all;
  for (;;) {
    auto each = std::make_shared<Once>();
    each->fd = accept(listener, nullptr, nullptr);
    each->start();
    all.push_back(each);
  }
}

class Server { // one object, whatever comes
public:
  void onConnection(int fd) {
    if (live_ >= 8)
      return;
    ++live_;
    std::thread([this, fd] { work(fd), --live_; }).detach();
    // CHECK: gates_of_objects.cpp,[[@LINE-1]],5,Server::onConnection,std::thread,8,constant,safe
  }

private:
  int live_ = 0;
};
void oneServer(int listener) {
  auto server = std::make_unique<Server>();
  for (;;)
    server->onConnection(accept(listener, nullptr, nullptr));
  // CHECK: gates_of_objects.cpp,[[@LINE-1]],5,oneServer,std::thread,8,constant,safe,E,semaphore
}

struct InList { // held by value, one for each connection
  void start() {
    if (started)
      return;
    started = true;
    std::thread(work, 0).detach();
    // CHECK: gates_of_objects.cpp,[[@LINE-1]],5,InList::start,std::thread,unbounded,unbounded,dangerous
  }
  bool started = false;
};
std::list<InList> peers;
void perPeer(int listener) {
  while (accept(listener, nullptr, nullptr) >= 0) {
    peers.emplace_back();
    peers.back().start();
    // CHECK: gates_of_objects.cpp,[[@LINE-1]],5,perPeer,std::thread,unbounded,unbounded,dangerous,E
  }
}

struct ByKey {
  void start() {
    if (started)
      return;
    started = true;
    std::thread(work, 0).detach();
    // CHECK: gates_of_objects.cpp,[[@LINE-1]],5,ByKey::start,std::thread,unbounded,unbounded,dangerous
  }
  bool started = false;
};
std::map<int, ByKey> clients;
void perClient(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    clients[client].start();
    // CHECK: gates_of_objects.cpp,[[@LINE-1]],5,perClient,std::thread,unbounded,unbounded,dangerous,E
  }
}

struct InArray {
  void start() {
    if (started)
      return;
    started = true;
    std::thread(work, 0).detach();
    // CHECK: gates_of_objects.cpp,[[@LINE-1]],5,InArray::start,std::thread,{{1|4}},constant,safe
  }
  bool started = false;
};
std::vector<InArray> four(4);
void ofFour(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    four[client % 4].start();
    // CHECK: gates_of_objects.cpp,[[@LINE-1]],5,ofFour,std::thread,{{1|4}},constant,safe
  }
}

struct ForEachFile {
  void start() {
    if (started)
      return;
    started = true;
    std::thread(work, 0).detach();
    // CHECK: gates_of_objects.cpp,[[@LINE-1]],5,ForEachFile::start,std::thread,size(files),size,risky
  }
  bool started = false;
};
void perFile(const std::vector<int> &files) {
  for (int file : files) {
    (void)file;
    ForEachFile worker;
    worker.start();
    // CHECK: gates_of_objects.cpp,[[@LINE-1]],5,perFile,std::thread,size(files),size,risky,E
  }
}
