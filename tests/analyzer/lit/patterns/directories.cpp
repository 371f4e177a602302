// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// As many units as a folder has entries; nobody waits for them.

#include <filesystem>
#include <string>
#include <thread>

void load(std::string);

void eachEntry(const std::string &folder) {
  for (const auto &entry : std::filesystem::directory_iterator(folder))
    std::thread(load, entry.path().string()).detach();
  // CHECK: directories.cpp,[[@LINE-1]],5,eachEntry,std::thread,{{.*}},size,dangerous,D,{{.*}},detached
}
