// RUN: not %audit -q --root %S --only retry-unbounded %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning: --implicit-check-not=error:
// A loop that only tries again has an end.

#include <atomic>
#include <chrono>
#include <fstream>
#include <semaphore>
#include <string>
#include <thread>

using namespace std::chrono_literals;
bool send(const std::string &);
int connectTo(const char *host);
bool next(std::string *line);
bool isDone();
extern bool running;

void untilItWorks(const std::string &text) {
  while (!send(text))
    std::this_thread::sleep_for(100ms);
  // CHECK: retry-unbounded.cpp:[[@LINE-2]]:3: warning: send is tried again until it succeeds, with no limit of attempts or time; {{.*}} [retry-unbounded]
  // CHECK-NEXT: retry-unbounded.cpp:[[@LINE-3]]:11: note: what is tried
}
void untilConnected(const char *host) {
  do {
    std::this_thread::sleep_for(1s);
  } while (connectTo(host) < 0);
  // CHECK: retry-unbounded.cpp:[[@LINE-3]]:3: warning: connectTo is tried again
}

void fiveTimes(const std::string &text) {
  int attempts = 0;
  while (!send(text))
    if (++attempts == 5)
      return;
}
void whileRunning(const std::string &text) {
  while (running && !send(text))
    std::this_thread::sleep_for(100ms);
}
void theNextOfMany() {
  std::string line;
  while (!next(&line))
    std::this_thread::sleep_for(100ms);
}
void askingState() {
  while (!isDone())
    std::this_thread::sleep_for(100ms);
}
void spinning(std::atomic<bool> &taken, std::counting_semaphore<> &permits) {
  while (taken.exchange(true))
    std::this_thread::yield();
  while (!permits.try_acquire_for(1s))
    std::this_thread::yield();
}
