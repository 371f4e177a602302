// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A local map gets at most an element for each time that its function asks for one by its key.

#include <map>
#include <string>
#include <thread>

void run(int);
int next();
void fill(std::map<int, int> &);

void inALoop() {
  std::map<int, int> ports;
  for (int i = 0; i < 10; ++i)
    ports[i] = i;
  for (const auto &port : ports)
    std::thread(run, port.second).detach();
  // CHECK: filled_by_keys.cpp,[[@LINE-1]],5,inALoop,std::thread,10,constant,safe
}

void oneKeyInALoop() {
  std::map<std::string, int> ports;
  for (int i = 0; i < 10; ++i)
    ports["a"] = i;
  ports["b"] = 1;
  for (const auto &port : ports)
    std::thread(run, port.second).detach();
  // CHECK: filled_by_keys.cpp,[[@LINE-1]],5,oneKeyInALoop,std::thread,2,constant,safe
}

void whereItIsAskedOnly() {
  std::map<int, int> ports;
  ports[next()] = 1;
  int sum = 0;
  for (int i = 0; i < 4; ++i)
    sum += ports[i];
  for (const auto &port : ports)
    std::thread(run, port.second).detach();
  // CHECK: filled_by_keys.cpp,[[@LINE-1]],5,whereItIsAskedOnly,std::thread,5,constant,safe
}

void withoutEnd() {
  std::map<int, int> ports;
  while (next() > 0)
    ports[next()] = 1;
  for (const auto &port : ports)
    std::thread(run, port.second).detach();
  // CHECK: filled_by_keys.cpp,[[@LINE-1]],5,withoutEnd,std::thread,size(ports),size,risky
}

void byALambdaToo() {
  std::map<int, int> ports;
  const auto add = [&ports](int port) { ports[port] = port; };
  ports[1] = 1;
  while (next() > 0)
    add(next());
  for (const auto &port : ports)
    std::thread(run, port.second).detach();
  // CHECK: filled_by_keys.cpp,[[@LINE-1]],5,byALambdaToo,std::thread,size(ports),size,risky
}

void byOthersToo() {
  std::map<int, int> ports;
  ports[1] = 1;
  fill(ports);
  for (const auto &port : ports)
    std::thread(run, port.second).detach();
  // CHECK: filled_by_keys.cpp,[[@LINE-1]],5,byOthersToo,std::thread,size(ports),size,risky
}
