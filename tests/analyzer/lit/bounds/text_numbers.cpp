// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A number that is written as text is as large as the text says.

#include "Inputs/text_numbers.h"

#include <charconv>
#include <cstdlib>
#include <thread>
#include <vector>

void work();
using Threads = std::vector<std::thread>;

void settings(Threads &threads, const QSettings &settings, const QCommandLineParser &parser) {
  for (int i = 0; i < settings.value("threads").toInt(); ++i)
    threads.emplace_back(work);
  // CHECK: text_numbers.cpp,[[@LINE-1]],5,settings,{{.*}},config(threads),config,safe,C
  for (int i = 0; i < parser.value("jobs").toInt(); ++i)
    threads.emplace_back(work);
  // CHECK: text_numbers.cpp,[[@LINE-1]],5,settings,{{.*}},config(jobs),config,safe,C
}

int main(int, char **arguments) {
  Threads threads;
  for (int i = 0; i < QString(arguments[1]).toInt(); ++i)
    threads.emplace_back(work);
  // CHECK: text_numbers.cpp,[[@LINE-1]],5,main,{{.*}},config(arguments[1]),config,safe,C
  int count = 0;
  if (absl::SimpleAtoi(arguments[2], &count))
    for (int i = 0; i < count; ++i)
      threads.emplace_back(work);
  // CHECK: text_numbers.cpp,[[@LINE-1]],7,main,{{.*}},config(arguments[2]),config,safe,C
}

void environment(Threads &threads) {
  const char *text = std::getenv("THREADS");
  int count = 0;
  std::from_chars(text, text + 4, count);
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: text_numbers.cpp,[[@LINE-1]],5,environment,{{.*}},config(THREADS),config,safe,C
}
