// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// A loop that counts to the length of a text goes round as often as the text is long: that of its data, or of its array.

#include <cstring>
#include <thread>
#include <unistd.h>

void work();
const char *names[4];

void given(const char *text) {
  for (std::size_t i = 0; i < std::strlen(text); ++i)
    std::thread(work).detach();
    // CHECK: lengths_of_text.cpp,[[@LINE-1]],5,given,std::thread,size(text),size,risky,D,trip_count
}
void readIntoArray(int fd) {
  char buffer[16];
  if (read(fd, buffer, sizeof buffer) < 0)
    return;
  for (std::size_t i = 0; i < strlen(buffer); ++i)
    std::thread(work).detach();
    // CHECK: lengths_of_text.cpp,[[@LINE-1]],5,readIntoArray,std::thread,16,constant,safe,C,trip_count
}
void oneOfMany(int i) {
  for (std::size_t k = 0; k < strlen(names[i]); ++k)
    std::thread(work).detach();
    // CHECK: lengths_of_text.cpp,[[@LINE-1]],5,oneOfMany,std::thread,size(names[]),size,risky,D,trip_count
}
void untilEmpty(const char *text) {
  while (strlen(text) > 0)
    std::thread(work).detach();
    // CHECK: lengths_of_text.cpp,[[@LINE-1]],5,untilEmpty,std::thread,unbounded,unbounded,dangerous,D,none
}
int main(int, char **argv) {
  const std::size_t length = strlen(argv[1]);
  for (std::size_t i = 0; i < length; ++i)
    std::thread(work).detach();
    // CHECK: lengths_of_text.cpp,[[@LINE-1]],5,main,std::thread,size(argv[1]),size,risky,D,trip_count
}
