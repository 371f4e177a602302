// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// One unit for each element of what the data holds.

#include <algorithm>
#include <dirent.h>
#include <future>
#include <map>
#include <string>
#include <thread>
#include <vector>

int parse(const std::string &);
void load(std::string);
void run(int);
using Threads = std::vector<std::thread>;

void eachFile(const std::vector<std::string> &files) {
  Threads threads;
  for (const std::string &file : files)
    threads.emplace_back(load, file);
  // CHECK: data.cpp,[[@LINE-1]],5,eachFile,std::thread in std::vector::emplace_back,size(files),size,risky,C,trip_count,joined
  for (auto &thread : threads)
    thread.join();
}

void eachIndex(const std::vector<std::string> &files) {
  Threads threads;
  for (std::size_t i = 0; i < files.size(); ++i)
    threads.push_back(std::thread(load, files[i]));
  // CHECK: data.cpp,[[@LINE-1]],23,eachIndex,std::thread,size(files),size,risky,C,trip_count,joined
  for (auto &thread : threads)
    thread.join();
}

void eachName(const char *folder) {
  DIR *opened = opendir(folder);
  while (dirent *entry = readdir(opened))
    std::thread(load, std::string(entry->d_name)).detach();
  // CHECK: data.cpp,[[@LINE-1]],5,eachName,std::thread,outside(the loop at line 37),size,dangerous,D,trip_count,detached
  closedir(opened);
}

void eachPeer(const std::map<int, std::string> &peers) {
  Threads threads;
  for (const auto &[id, name] : peers)
    threads.emplace_back(load, name);
  // CHECK: data.cpp,[[@LINE-1]],5,eachPeer,std::thread in std::vector::emplace_back,size(peers),size,risky,C,trip_count,joined
  for (auto &thread : threads)
    thread.join();
}

void byForEach(const std::vector<int> &items) {
  Threads threads;
  std::for_each(items.begin(), items.end(), [&](int item) { threads.emplace_back(run, item); });
  // CHECK: data.cpp,[[@LINE-1]],3,byForEach,std::thread in std::vector::emplace_back,size(items),size,risky,E,trip_count,joined
  // CHECK: data.cpp,[[@LINE-2]],61,byForEach::(lambda),std::thread in std::vector::emplace_back,size(items),size,risky,B,trip_count,joined
  for (auto &thread : threads)
    thread.join();
}

void byTransform(const std::vector<std::string> &texts) {
  std::vector<std::future<int>> answers;
  std::transform(texts.begin(), texts.end(), std::back_inserter(answers),
  // CHECK: data.cpp,[[@LINE-1]],3,byTransform,std::async,size(texts),size,risky,E,trip_count,escapes
                 [](const std::string &text) { return std::async(std::launch::async, parse, text); });
  // CHECK: data.cpp,[[@LINE-1]],55,byTransform::(lambda),std::async,size(texts),size,risky,B,trip_count,escapes
  for (auto &answer : answers)
    answer.get();
}

void chunksOfAThousand(const std::vector<int> &items) {
  Threads threads;
  for (std::size_t from = 0; from < items.size(); from += 1000)
    threads.emplace_back(run, from);
  // CHECK: data.cpp,[[@LINE-1]],5,chunksOfAThousand,std::thread in std::vector::emplace_back,{{.*}}size(items){{.*}},size,risky,C,trip_count,joined
  for (auto &thread : threads)
    thread.join();
}

void fixedElements() {
  static const char *const names[] = {"cpu", "memory", "disk"};
  Threads threads;
  for (const char *name : names)
    threads.emplace_back(load, name);
  // CHECK: data.cpp,[[@LINE-1]],5,fixedElements,std::thread in std::vector::emplace_back,3,constant,safe,C,trip_count,joined
  for (auto &thread : threads)
    thread.join();
}

void chunksPerWorker(const std::vector<int> &items, int workers) {
  Threads threads;
  const std::size_t chunk = items.size() / workers;
  for (int i = 0; i < workers; ++i)
    threads.emplace_back(run, i * chunk);
  // CHECK: data.cpp,[[@LINE-1]],5,chunksPerWorker,std::thread in std::vector::emplace_back,config(workers),config,safe,C,trip_count,joined
  for (auto &thread : threads)
    thread.join();
}

void refusesLargeRequests(const std::vector<std::string> &urls) {
  if (urls.size() > 100)
    return;
  Threads threads;
  for (const std::string &url : urls)
    threads.emplace_back(load, url);
  // CHECK: data.cpp,[[@LINE-1]],5,refusesLargeRequests,std::thread in std::vector::emplace_back,"min(100, size(urls))",constant,safe,C,{{.*}},joined
  for (auto &thread : threads)
    thread.join();
}

void stopsAtTheFirstSuccess(const std::vector<std::string> &files) {
  for (const std::string &file : files) {
    try {
      std::thread(load, file).detach();
      // CHECK: data.cpp,[[@LINE-1]],7,stopsAtTheFirstSuccess,std::thread,1,constant,safe,C,trip_count,detached
      break;
    } catch (const std::exception &) {
    }
  }
}
