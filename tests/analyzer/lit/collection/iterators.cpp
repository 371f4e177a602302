// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A loop of joins that goes over the handles by an iterator waits for each of them.

#include <list>
#include <map>
#include <thread>
#include <vector>

int take();
bool isDone(int id);
void work();

void overVector() {
  while (take()) {
    std::vector<std::thread> all;
    for (int i = 0; i < 8; ++i)
      all.push_back(std::thread(work));
    // CHECK: iterators.cpp,[[@LINE-1]],{{.*}},overVector,std::thread,8,constant,safe,C,join,joined
    for (auto it = all.begin(); it != all.end(); ++it)
      it->join();
  }
}

void overMap() {
  while (take()) {
    std::map<int, std::thread> all;
    for (int i = 0; i < 8; ++i)
      all[i] = std::thread(work);
    // CHECK: iterators.cpp,[[@LINE-1]],{{.*}},overMap,std::thread,8,constant,safe,C,join,joined
    for (auto it = all.begin(); it != all.end(); ++it)
      if (it->second.joinable())
        it->second.join();
  }
}

void overPointers() {
  while (take()) {
    std::vector<std::thread *> all;
    for (int i = 0; i < 8; ++i)
      all.push_back(new std::thread(work));
    // CHECK: iterators.cpp,[[@LINE-1]],{{.*}},overPointers,std::thread,8,constant,safe,C,join,joined
    std::vector<std::thread *>::iterator it;
    for (it = all.begin(); it != all.end(); it++) {
      (*it)->join();
      delete *it;
    }
  }
}

void takenOut() {
  while (take()) {
    std::list<std::thread> all;
    for (int i = 0; i < 8; ++i)
      all.emplace_back(work);
    // CHECK: iterators.cpp,[[@LINE-1]],{{.*}},takenOut,{{.*}},8,constant,safe,C,join,joined
    auto it = all.begin();
    while (it != all.end()) {
      it->join();
      it = all.erase(it);
    }
  }
}

void ofOthers() {
  std::map<int, std::thread> all, others;
  for (int i = 0; take(); ++i) {
    all.emplace(i, std::thread(work));
    // CHECK: iterators.cpp,[[@LINE-1]],{{.*}},ofOthers,std::thread,unbounded,unbounded,dangerous
    for (auto it = others.begin(); it != others.end(); ++it)
      it->second.join();
  }
}

void ofSome() {
  while (take()) {
    std::map<int, std::thread> all;
    for (int i = 0; i < 8; ++i)
      all.emplace(i, std::thread(work));
    // CHECK: iterators.cpp,[[@LINE-1]],{{.*}},ofSome,std::thread,unbounded,unbounded,dangerous
    for (auto it = all.begin(); it != all.end(); ++it)
      if (isDone(it->first))
        it->second.join();
      else
        it->second.detach();
  }
}

void withoutTheFirst() {
  while (take()) {
    std::vector<std::thread> all;
    for (int i = 0; i < 8; ++i)
      all.emplace_back(work);
    // CHECK: iterators.cpp,[[@LINE-1]],{{.*}},withoutTheFirst,{{.*}},unbounded,unbounded,dangerous
    for (auto it = all.begin() + 1; it != all.end(); ++it)
      it->join();
    all.front().detach();
  }
}
