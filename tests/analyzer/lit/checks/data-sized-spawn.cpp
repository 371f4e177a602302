// RUN: not %audit -q --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning: --implicit-check-not=error:
// RUN: %audit -q --only unbounded-spawn --root %S %s -- -std=c++20

#include <string>
#include <thread>
#include <vector>

void fetch(std::string);

void perElement(const std::vector<std::string> &urls) {
  std::vector<std::thread> threads;
  for (const std::string &url : urls)
    threads.emplace_back(fetch, url);
  // CHECK: data-sized-spawn.cpp:[[@LINE-1]]:5: warning: {{.*}} starts as many units as the data says: size(urls); {{.*}} [data-sized-spawn]
  // CHECK-NEXT: data-sized-spawn.cpp:[[@LINE-3]]:3: note: once for each element of urls
  for (std::thread &thread : threads)
    thread.join();
}

void oneAtATime(const std::vector<std::string> &urls) {
  for (const std::string &url : urls)
    std::thread(fetch, url).join();
}

void fixed() {
  const std::vector<std::string> urls{"a", "b"};
  std::vector<std::thread> threads;
  for (const std::string &url : urls)
    threads.emplace_back(fetch, url);
  for (std::thread &thread : threads)
    thread.join();
}
