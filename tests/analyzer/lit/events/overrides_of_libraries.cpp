// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 -isystem %S/Inputs/library | FileCheck %s --check-prefixes=CHECK,WITH --implicit-check-not=.cpp
// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 -isystem %S/Inputs/library -DBASES_ARE_MISSING | FileCheck %s --implicit-check-not=.cpp
// A method that overrides one of a library runs when the library says so, though no code here calls it; the same where
// the header of the base class is yet to be generated.

#include <thread>
#ifndef BASES_ARE_MISSING
#include "connections.h"
#endif

void work(int);

class Peers final : public library::Connections {
public:
  void opened(int connection) override {
    std::thread(work, connection).detach();
    // CHECK: overrides_of_libraries.cpp,[[@LINE-1]],5,Peers::opened,std::thread,unknown(how often a library calls Peers::opened),unknown,risky
  }
  void closed(int connection) noexcept override;
  void listen() {
    std::thread(work, 0).detach();
    // CHECK: overrides_of_libraries.cpp,[[@LINE-1]],5,Peers::listen,std::thread,1,constant,safe
  }
};
void clean(int connection) {
  std::thread(work, connection).detach();
  // CHECK: overrides_of_libraries.cpp,[[@LINE-1]],3,clean,std::thread,unknown(how often a library calls Peers::closed),unknown,risky
}
void Peers::closed(int connection) noexcept { clean(connection); }

class Own {
public:
  virtual ~Own() = default;
  virtual void once(int connection) = 0;
};
class OwnPeers : public Own {
public:
  void once(int connection) override {
    std::thread(work, connection).detach();
    // CHECK: overrides_of_libraries.cpp,[[@LINE-1]],5,OwnPeers::once,std::thread,1,constant,safe
  }
};

#ifndef BASES_ARE_MISSING
class Fixture : public testing::Test {
public:
  void SetUp() override {
    std::thread(work, 0).detach();
    // WITH: overrides_of_libraries.cpp,[[@LINE-1]],5,Fixture::SetUp,std::thread,1,constant,safe
  }
};
#endif

int main() {
  Peers peers;
  peers.listen();
  OwnPeers own;
  own.once(1);
}
