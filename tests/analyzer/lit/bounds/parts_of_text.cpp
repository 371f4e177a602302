// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A part of a text that came from outside, and what a search finds in it, came from there too.

#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/socket.h>
#include <thread>

void work();
void start(int count) {
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: parts_of_text.cpp,[[@LINE-1]],5,start,std::thread,"max(1, outside(found))",size,dangerous
}

void found(int fd) {
  char buffer[512];
  recv(fd, buffer, sizeof buffer, 0);
  const char *found = std::strchr(buffer, '=');
  start(found ? std::atoi(found + 1) : 1);
}

void word(int fd) {
  char buffer[512];
  recv(fd, buffer, sizeof buffer, 0);
  char *rest = buffer;
  char *word = strsep(&rest, " ");
  for (int i = 0; i < std::atoi(word); ++i)
    std::thread(work).detach();
  // CHECK: parts_of_text.cpp,[[@LINE-1]],5,word,std::thread,outside(word),size,dangerous
}

void part(int fd) {
  char buffer[512];
  const auto size = recv(fd, buffer, sizeof buffer, 0);
  const std::string request(buffer, size);
  const std::string count = request.substr(request.find('=') + 1);
  for (int i = 0; i < std::stoi(count); ++i)
    std::thread(work).detach();
  // CHECK: parts_of_text.cpp,[[@LINE-1]],5,part,std::thread,outside(count),size,dangerous
}

// The command line's is a setting, however it is taken apart.
int main(int, char **argv) {
  const char *count = std::strchr(argv[1], '=');
  for (int i = 0; i < std::atoi(count + 1); ++i)
    std::thread(work).detach();
  // CHECK: parts_of_text.cpp,[[@LINE-1]],5,main,std::thread,config(count),config,safe
}
