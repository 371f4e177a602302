// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A test runs by itself, however many of them the loop of its framework runs; a command that is registered in the same
// way runs whenever somebody asks for it.

#include <map>
#include <set>
#include <string>
#include <thread>

std::string next();
void work();

namespace doctest::detail {
struct TestCase {
  TestCase(void (*test)(), const char *name) : test(test), name(name) {}
  void (*test)();
  const char *name;
  bool operator<(const TestCase &other) const { return name < other.name; }
};
std::set<TestCase> registered;
int regTest(const TestCase &test) {
  registered.insert(test);
  return 0;
}
void run() {
  for (const TestCase &each : registered)
    for (bool again = true; again; again = next() == "again")
      each.test();
}
} // namespace doctest::detail

static void startsOne() {
  std::thread(work).detach();
  // CHECK: test_frameworks.cpp,[[@LINE-1]],3,startsOne,std::thread,1,constant,safe
}
static const int first = doctest::detail::regTest(doctest::detail::TestCase(&startsOne, "first"));

namespace commands {
std::map<std::string, void (*)()> known;
int add(const char *name, void (*run)()) {
  known[name] = run;
  return 0;
}
void serve() {
  for (;;)
    known[next()]();
}
} // namespace commands

static void startsMany() {
  std::thread(work).detach();
  // CHECK: test_frameworks.cpp,[[@LINE-1]],3,startsMany,std::thread,unbounded,unbounded,dangerous
}
static const int second = commands::add("start", &startsMany);

int main() {
  doctest::detail::run();
  commands::serve();
}
