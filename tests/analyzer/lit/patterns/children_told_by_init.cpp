// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// A branch, switch or loop that declares what it asks tells the child from the parent as one does that has it from before.

#include <sys/wait.h>
#include <unistd.h>

void work();
int next();

void ifWithInit() {
  for (int i = 0; i < 4; ++i)
    if (pid_t child = fork(); child == 0) {
    // CHECK: children_told_by_init.cpp,[[@LINE-1]],23,ifWithInit,fork,4,constant,safe,C,trip_count
      work();
      _exit(0);
    }
}
void ifThatStays() {
  for (int i = 0; i < 4; ++i)
    if (pid_t child = fork(); child == 0)
    // CHECK: children_told_by_init.cpp,[[@LINE-1]],23,ifThatStays,fork,unknown(whether the child of fork leaves the loop),unknown,risky,C,none
      next();
}
void ifDeclares() {
  for (int i = 0; i < 4; ++i)
    if (pid_t child = fork())
    // CHECK: children_told_by_init.cpp,[[@LINE-1]],23,ifDeclares,fork,4,constant,safe,C,trip_count
      next();
    else
      _exit(0);
}
void switchWithInit() {
  for (int i = 0; i < 4; ++i)
    switch (pid_t child = fork(); child) {
    // CHECK: children_told_by_init.cpp,[[@LINE-1]],27,switchWithInit,fork,4,constant,safe,C,trip_count
    case 0:
      work();
      _exit(0);
    default:
      break;
    }
}
void switchDeclares() {
  for (int i = 0; i < 4; ++i)
    switch (const pid_t child = fork()) {
    // CHECK: children_told_by_init.cpp,[[@LINE-1]],33,switchDeclares,fork,4,constant,safe,C,trip_count
    case 0:
      work();
      _exit(0);
    case -1:
      return;
    }
}
void switchThatStays() {
  for (int i = 0; i < 4; ++i)
    switch (pid_t child = fork(); child) {
    // CHECK: children_told_by_init.cpp,[[@LINE-1]],27,switchThatStays,fork,15,constant,safe,C,trip_count
    case 0:
      (void)child;
      break;
    default:
      break;
    }
}
void switchThatWaits() {
  for (;;)
    switch (pid_t child = fork(); child) {
    // CHECK: children_told_by_init.cpp,[[@LINE-1]],27,switchThatWaits,fork,1,constant,safe,C,join
    case 0:
      work();
      _exit(0);
    default:
      waitpid(child, nullptr, 0);
    }
}
void switchThatWaitsForNone() {
  for (;;)
    switch (pid_t child = fork(); child) {
    // CHECK: children_told_by_init.cpp,[[@LINE-1]],27,switchThatWaitsForNone,fork,unbounded,unbounded,dangerous,C,none
    case 0:
      work();
      _exit(0);
    default:
      break;
    }
}

// A loop declares it anew in each round.
void whileDeclares() {
  while (pid_t child = fork())
  // CHECK: children_told_by_init.cpp,[[@LINE-1]],24,whileDeclares,fork,unbounded,unbounded,dangerous,C,none
    next();
}
void forDeclares() {
  for (; pid_t child = fork();)
  // CHECK: children_told_by_init.cpp,[[@LINE-1]],24,forDeclares,fork,unbounded,unbounded,dangerous,C,none
    next();
}
