// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// Loops that go through a text or a sequence by searching it, or word by word, start as many units
// as it has parts; one that finds the same place again never ends.

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

void work();

void advances(std::vector<int> &v) {
  for (auto it = v.begin(); it != v.end(); std::advance(it, 1))
    std::thread(work).detach();
  // CHECK: searches.cpp,[[@LINE-1]],{{.*}},size(v),size,risky
}
void advances2(std::vector<int> &v) {
  for (auto it = v.begin(); it != v.end(); it = std::next(it))
    std::thread(work).detach();
  // CHECK: searches.cpp,[[@LINE-1]],{{.*}},size(v),size,risky
}
void advances3() {
  int a[10];
  for (int *p = a; p != a + 10; p = std::next(p, 2))
    std::thread(work).detach();
  // CHECK: searches.cpp,[[@LINE-1]],{{.*}},5,constant,safe
}
void advances4(std::vector<int> v) {
  for (auto it = v.begin(); it != v.end();) {
    it = v.erase(it);
    std::thread(work).detach();
    // CHECK: searches.cpp,[[@LINE-1]],{{.*}},size(v),size,risky
  }
}

void searches(const std::string &s) {
  std::size_t p = 0;
  while ((p = s.find(',', p)) != std::string::npos) {
    ++p;
    std::thread(work).detach();
    // CHECK: searches.cpp,[[@LINE-1]],{{.*}},size(s),size,risky
  }
}
void searches2(const std::string &s) {
  for (auto p = s.find(','); p != std::string::npos; p = s.find(',', p + 1))
    std::thread(work).detach();
  // CHECK: searches.cpp,[[@LINE-1]],{{.*}},size(s),size,risky
}
void searches3(const std::string &s) {
  std::size_t begin = 0, end = 0;
  while ((end = s.find(',', begin)) != std::string::npos) {
    begin = end + 1;
    std::thread(work).detach();
    // CHECK: searches.cpp,[[@LINE-1]],{{.*}},size(s),size,risky
  }
}
void searches4(const std::string &s) {
  std::size_t begin = 0;
  while (true) {
    const auto end = s.find(',', begin);
    if (end == std::string::npos)
      break;
    begin = end + 1;
    std::thread(work).detach();
    // CHECK: searches.cpp,[[@LINE-1]],{{.*}},size(s),size,risky
  }
}
void searches5(const char *s) {
  for (const char *p = strchr(s, ','); p != nullptr; p = strchr(p + 1, ','))
    std::thread(work).detach();
  // CHECK: searches.cpp,[[@LINE-1]],{{.*}},size(s),size,risky
}
void searches6(const char *p) {
  while ((p = strchr(p, ','))) {
    p++;
    std::thread(work).detach();
    // CHECK: searches.cpp,[[@LINE-1]],{{.*}},size(p),size,risky
  }
}
void searches7(std::vector<int> &v) {
  auto it = v.begin();
  while ((it = std::find(it, v.end(), 3)) != v.end()) {
    ++it;
    std::thread(work).detach();
    // CHECK: searches.cpp,[[@LINE-1]],{{.*}},size(v),size,risky
  }
}

void words(char *s) {
  for (char *t = strtok(s, ","); t; t = strtok(nullptr, ","))
    std::thread(work).detach();
  // CHECK: searches.cpp,[[@LINE-1]],{{.*}},size(s),size,risky
}
void words2(char *s) {
  char *save = nullptr;
  char *t = strtok_r(s, ",", &save);
  while (t != NULL) {
    t = strtok_r(NULL, ",", &save);
    std::thread(work).detach();
    // CHECK: searches.cpp,[[@LINE-1]],{{.*}},size(s),size,risky
  }
}
void words3(char *s) {
  char *t = nullptr;
  while ((t = strsep(&s, ",")) != NULL)
    std::thread(work).detach();
  // CHECK: searches.cpp,[[@LINE-1]],{{.*}},size(s),size,risky
}
void words4(std::string_view s) {
  while (!s.empty()) {
    const auto end = std::min(s.find(','), s.size() - 1);
    s.remove_prefix(end + 1);
    std::thread(work).detach();
    // CHECK: searches.cpp,[[@LINE-1]],{{.*}},size(s),size,risky
  }
}

void findsTheSameAgain(const std::string &s) {
  std::size_t p = 0;
  while ((p = s.find(',', p)) != std::string::npos)
    std::thread(work).detach();
  // CHECK: searches.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
}
void findsTheSameAgain2(const std::string &s) {
  while (s.find(',') != std::string::npos)
    std::thread(work).detach();
  // CHECK: searches.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
}
void findsTheSameAgain3(const char *s) {
  const char *p = strchr(s, ',');
  while (p) {
    p = strchr(s, ',');
    std::thread(work).detach();
    // CHECK: searches.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
  }
}

void beginsWhereItFound(const char *s) {
  s = strchr(s, ',');
  while (s) {
    s = strchr(s + 1, ',');
    std::thread(work).detach();
    // CHECK: searches.cpp,[[@LINE-1]],{{.*}},size(s),size,risky
  }
}

void environment() {
  char *s = getenv("HOSTS"), *t = nullptr;
  while ((t = strsep(&s, ",")) != nullptr)
    std::thread(work).detach();
  // CHECK: searches.cpp,[[@LINE-1]],{{.*}},config
}

int main(int count, char **arguments) {
  if (count < 3)
    return 1;
  char *t = strtok(arguments[1], ",");
  while (t) {
    t = strtok(nullptr, ",");
    std::thread(work).detach();
    // CHECK: searches.cpp,[[@LINE-1]],{{.*}},config(arguments[1]),config,safe
  }
  for (const char *p = arguments[2]; p; p = strchr(p + 1, ','))
    std::thread(work).detach();
  // CHECK: searches.cpp,[[@LINE-1]],{{.*}},config(arguments[2]),config,safe
}
