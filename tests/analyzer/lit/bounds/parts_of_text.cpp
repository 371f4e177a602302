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

// strtok goes on in the text that it began with, wherever its words are kept.
void laterWord(int fd) {
  char buffer[512];
  recv(fd, buffer, sizeof buffer, 0);
  const char *command = strtok(buffer, " ");
  const char *argument = strtok(nullptr, " ");
  for (int i = 0; command && i < std::atoi(argument); ++i)
    std::thread(work).detach();
  // CHECK: parts_of_text.cpp,[[@LINE-1]],5,laterWord,std::thread,outside(argument),size,dangerous
}

void keptWords(int fd) {
  char buffer[512];
  const char *words[8];
  int kept = 0;
  recv(fd, buffer, sizeof buffer, 0);
  for (const char *word = strtok(buffer, " "); word && kept < 8; word = strtok(nullptr, " "))
    words[kept++] = word;
  for (int i = 0; i < std::atoi(words[1]); ++i)
    std::thread(work).detach();
  // CHECK: parts_of_text.cpp,[[@LINE-1]],5,keptWords,std::thread,outside(words),size,dangerous
}

void wordOfSetting() {
  char *setting = std::getenv("WORKERS");
  const char *name = strtok(setting, "=");
  const char *count = strtok(nullptr, "=");
  for (int i = 0; name && i < std::atoi(count); ++i)
    std::thread(work).detach();
  // CHECK: parts_of_text.cpp,[[@LINE-1]],5,wordOfSetting,std::thread,config({{.*}}),config,safe
}

// The command line's is a setting, however it is taken apart.
int main(int, char **argv) {
  const char *count = std::strchr(argv[1], '=');
  for (int i = 0; i < std::atoi(count + 1); ++i)
    std::thread(work).detach();
  // CHECK: parts_of_text.cpp,[[@LINE-1]],5,main,std::thread,config(count),config,safe
}
