// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// What the code computes of settings alone is a setting: digits that it reads itself, units of a number, places that a
// table names. What data decides stays data.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <thread>
#include <vector>

void work();
using Threads = std::vector<std::thread>;

int digits(const char *at) {
  int number = 0;
  for (; *at >= '0' && *at <= '9'; ++at)
    number = 10 * number + (*at - '0');
  return number;
}
void byDigits(const char *option) {
  Threads threads;
  for (int i = 0; i < digits(option); ++i)
    threads.emplace_back(work);
  // CHECK: computed_settings.cpp,[[@LINE-1]],5,byDigits,{{.*}},config,safe
}
int received(int socket) {
  char buffer[16];
  recv(socket, buffer, sizeof buffer, 0);
  int number = 0;
  for (const char *at = buffer; *at; ++at)
    number = 10 * number + (*at - '0');
  return number;
}
void byReceived(int socket) {
  Threads threads;
  for (int i = 0; i < received(socket); ++i)
    threads.emplace_back(work);
  // CHECK: computed_settings.cpp,[[@LINE-1]],5,byReceived,{{.*}}outside({{.*}},size,dangerous
}

struct Unit {
  const char *name;
  int scale;
};
const Unit units[] = {{"k", 1000}, {"m", 1000}, {nullptr, 0}};
int scaled(const char *text, const char *unit) {
  int number = std::atoi(text), scale = 1;
  for (int i = 0; units[i].name; ++i) {
    scale *= units[i].scale;
    if (!std::strcmp(units[i].name, unit))
      break;
  }
  return number * scale;
}
void byScaled(const char *option) {
  Threads threads;
  for (int i = 0; i < scaled(option, option + 4); ++i)
    threads.emplace_back(work);
  // CHECK: computed_settings.cpp,[[@LINE-1]],5,byScaled,{{.*}},config,safe
}

std::uint64_t affinity();
int bits() {
  int count = 0;
  for (std::uint64_t mask = affinity(); mask != 0; mask >>= 1)
    if (mask & 1)
      ++count;
  return count;
}
void byBits() {
  Threads threads;
  for (int i = 0; i < bits(); ++i)
    threads.emplace_back(work);
  // CHECK: computed_settings.cpp,[[@LINE-1]],5,byBits,{{.*}},65,constant,safe
}
int lines(std::FILE *file) {
  int count = 0;
  char line[80];
  while (std::fgets(line, sizeof line, file))
    ++count;
  return count;
}
void byLines(std::FILE *file) {
  Threads threads;
  for (int i = 0; i < lines(file); ++i)
    threads.emplace_back(work);
  // CHECK: computed_settings.cpp,[[@LINE-1]],5,byLines,{{.*}}outside({{.*}},size,dangerous
}

int workers = 4, guess = 4;
struct Option {
  const char *name;
  int *place;
};
const Option options[] = {{"workers", &workers}};
int *const places[] = {&guess};
void byTable() {
  Threads threads;
  for (int i = 0; i < workers; ++i)
    threads.emplace_back(work);
  // CHECK: computed_settings.cpp,[[@LINE-1]],5,byTable,{{.*}},config(workers),config,safe
  for (int i = 0; i < guess; ++i)
    threads.emplace_back(work);
  // CHECK: computed_settings.cpp,[[@LINE-1]],5,byTable,{{.*}},unknown(the value of guess),unknown,risky
}

struct Settings {
  int crews = 3, helpers = 2;
} settings;
void store(int *place, const char *value);
void set(const char *key, const char *value) {
  int *place = &settings.helpers;
  if (!std::strcmp(key, "crews"))
    place = &settings.crews;
  store(place, value);
}
void bySettings() {
  Threads threads;
  for (int i = 0; i < settings.crews; ++i)
    threads.emplace_back(work);
  // CHECK: computed_settings.cpp,[[@LINE-1]],5,bySettings,{{.*}},config(Settings::crews),config,safe
  for (int i = 0; i < settings.helpers; ++i)
    threads.emplace_back(work);
  // CHECK: computed_settings.cpp,[[@LINE-1]],5,bySettings,{{.*}},unknown(the value of Settings::helpers),unknown,risky
}
