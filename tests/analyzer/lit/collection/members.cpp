// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Handles that an object keeps and waits for when it ends, whoever wrote its destructor.

#include <future>
#include <memory>
#include <thread>
#include <vector>

void work();
int accept();

class Connection {
public:
  explicit Connection(int socket) : socket_(socket), reader_(work) {}
  // CHECK: members.cpp,[[@LINE-1]],{{.*}},Connection::Connection,std::jthread,unbounded,unbounded,dangerous,B,none,joined

private:
  int socket_;
  std::jthread reader_;
};

void oneAtATime() {
  for (;;) {
    Connection connection(accept());
    // CHECK: members.cpp,[[@LINE-1]],{{.*}},oneAtATime,std::jthread,1,constant,safe,E,join,joined
  }
}

void onTheHeap() {
  for (;;) {
    auto connection = std::make_unique<Connection>(accept());
    // CHECK: members.cpp,[[@LINE-1]],{{.*}},onTheHeap,std::jthread,1,constant,safe,E,join,joined
  }
}

void neverDeleted() {
  for (;;)
    new Connection(accept());
  // CHECK: members.cpp,[[@LINE-1]],{{.*}},neverDeleted,std::jthread,unbounded,unbounded,dangerous
}

void kept() {
  std::vector<std::unique_ptr<Connection>> all;
  for (;;)
    all.push_back(std::make_unique<Connection>(accept()));
  // CHECK: members.cpp,[[@LINE-1]],{{.*}},kept,std::jthread,unbounded,unbounded,dangerous
}

struct Lasting : std::enable_shared_from_this<Lasting> {
  std::jthread thread;
  void start() {
    thread = std::jthread([self = shared_from_this()] { work(); });
    // CHECK: members.cpp,[[@LINE-1]],{{.*}},Lasting::start,std::jthread,unbounded,unbounded,dangerous
  }
};

void keptByItsThread() {
  for (;;) {
    accept();
    auto lasting = std::make_shared<Lasting>();
    lasting->start();
    // CHECK: members.cpp,[[@LINE-1]],{{.*}},keptByItsThread,std::jthread,unbounded,unbounded,dangerous
  }
}

struct Written {
  std::jthread thread;
  Written() : thread(work) {}
  // CHECK: members.cpp,[[@LINE-1]],{{.*}},Written::Written,std::jthread,1,constant,safe,B,none,joined
  ~Written() {}
};

void withADestructorThatDoesNothing() {
  for (;;) {
    accept();
    Written written;
    // CHECK: members.cpp,[[@LINE-1]],{{.*}},withADestructorThatDoesNothing,std::jthread,1,constant,safe,E,join,joined
  }
}
