// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A struct without a name of its own, whose constructor the compiler made, is none that every call makes.

#include <string>
#include <thread>

void work();
void plain();

typedef struct {
  std::string text;
} Note;

void makesOne() {
  Note note;
  plain();
  std::thread(work).join();
  // CHECK: unnamed_structs.cpp,[[@LINE-1]],{{.*}},makesOne,std::thread,1,constant,safe
}
