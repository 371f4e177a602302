// RUN: not %audit -q --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not='[limiter-per-call]'
// A limiter that is made in the call limits the call, which is said beside the alarm.

#include "../events/Inputs/http_servers.h"

#include <semaphore>
#include <thread>

void serve(int);

void eachRequest(httplib::Server &server) {
  server.Post("/batch", [](const httplib::Request &, httplib::Response &) {
    std::counting_semaphore<> permits(10);
    // CHECK: limiter-per-call.cpp:[[@LINE+3]]:7: note: what limits the units is made in the call that starts them: it lets one call start 10, and all calls together as many as like; one limiter for all calls would count them [limiter-per-call]
    for (int i = 0; i < 1000; ++i) {
      permits.acquire();
      std::thread([&permits, i] {
        serve(i);
        permits.release();
      }).detach();
    }
  });
  static std::counting_semaphore<> ofAll(10);
  server.Post("/limited", [](const httplib::Request &, httplib::Response &) {
    for (int i = 0; i < 1000; ++i) {
      ofAll.acquire();
      std::thread([i] {
        serve(i);
        ofAll.release();
      }).detach();
    }
  });
}
