// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Data that is cut to a size before the loop.

#include <dirent.h>
#include <string>
#include <thread>
#include <vector>

void load(std::string);
using Threads = std::vector<std::thread>;

void clipped(std::vector<std::string> urls) {
  if (urls.size() > 32)
    urls.resize(32);
  Threads threads;
  for (const std::string &url : urls)
    threads.emplace_back(load, url);
  // CHECK: sizes_cut_before.cpp,[[@LINE-1]],5,clipped,std::thread in std::vector::emplace_back,{{.*}}32{{.*}},constant,safe,C,{{.*}},joined
  for (auto &thread : threads)
    thread.join();
}
