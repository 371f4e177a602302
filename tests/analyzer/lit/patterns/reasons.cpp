// RUN: not %audit -q --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning: --implicit-check-not=error:
// A message names what has no limit, not the loop that has one.

#include "../events/Inputs/http_servers.h"

#include <string>
#include <thread>
#include <vector>

void serve(int);

void tenForEachRequest(httplib::Server &server) {
  server.Post("/batch", [](const httplib::Request &, httplib::Response &) {
    for (int i = 0; i < 10; ++i)
      std::thread(serve, i).detach();
    // CHECK: reasons.cpp:[[@LINE-1]]:7: warning: std::thread starts units and nothing limits how many: a handler that runs for each event; {{.*}} [unbounded-spawn]
  });
}

static void launch(int number) { std::thread(serve, number).detach(); }
void eachNumber(const std::vector<int> &numbers) {
  for (int number : numbers)
    launch(number);
  // CHECK: reasons.cpp:[[@LINE-1]]:5: warning: this call starts units by std::thread, as many as the data says: size(numbers); {{.*}} [data-sized-spawn]
}
