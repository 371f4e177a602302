// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Structs that code which is not seen gives back: it may have set each field.

#include <thread>

void work();

struct Options {
  int workers = 4;
};

Options load(const char *path);
const Options &shared();
struct Parser {
  Options *parse();
};

void byValue() {
  Options options = load("server.conf");
  for (int i = 0; i < options.workers; ++i)
    std::thread(work).detach();
  // CHECK: unseen_results.cpp,[[@LINE-1]],{{.*}},byValue,std::thread,"max(4, config(Options::workers))",config,safe
}

void byReference() {
  const Options &options = shared();
  for (int i = 0; i < options.workers; ++i)
    std::thread(work).detach();
  // CHECK: unseen_results.cpp,[[@LINE-1]],{{.*}},byReference,std::thread,"max(4, config(Options::workers))",config,safe
}

void atOnce(Parser &parser) {
  for (int i = 0; i < parser.parse()->workers; ++i)
    std::thread(work).detach();
  // CHECK: unseen_results.cpp,[[@LINE-1]],{{.*}},atOnce,std::thread,"max(4, config(Options::workers))",config,safe
}

static void start(const Options &options) {
  for (int i = 0; i < options.workers; ++i)
    std::thread(work).detach();
  // CHECK: unseen_results.cpp,[[@LINE-1]],{{.*}},start,std::thread,"max(4, config(Options::workers))",config,safe
}

void passedOn() { start(load("client.conf")); }

void ofItsOwn() {
  Options options;
  for (int i = 0; i < options.workers; ++i)
    std::thread(work).detach();
  // CHECK: unseen_results.cpp,[[@LINE-1]],{{.*}},ofItsOwn,std::thread,4,constant,safe
}
