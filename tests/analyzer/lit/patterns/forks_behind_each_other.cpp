// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// --implicit-check-not=.cpp Two forks make four processes: parent and child of the first both come
// to the second, unless something tells them apart.

#include <sys/wait.h>
#include <unistd.h>

void work();

void twice() {
  fork();
  // CHECK: forks_behind_each_other.cpp,[[@LINE-1]],3,twice,fork,1,constant,safe
  fork();
  // CHECK: forks_behind_each_other.cpp,[[@LINE-1]],3,twice,fork,2,constant,safe
}

void thrice() {
  fork();
  // CHECK: forks_behind_each_other.cpp,[[@LINE-1]],3,thrice,fork,1,constant,safe
  const pid_t second = fork();
  // CHECK: forks_behind_each_other.cpp,[[@LINE-1]],24,thrice,fork,2,constant,safe
  fork();
  // CHECK: forks_behind_each_other.cpp,[[@LINE-1]],3,thrice,fork,4,constant,safe
  if (second == 0)
    work();
}

void thenInALoop() {
  fork();
  // CHECK: forks_behind_each_other.cpp,[[@LINE-1]],3,thenInALoop,fork,1,constant,safe
  for (int i = 0; i < 3; ++i)
    if (fork() == 0)
    // CHECK: forks_behind_each_other.cpp,[[@LINE-1]],9,thenInALoop,fork,6,constant,safe
      _exit(0);
}

void childLeaves() {
  const pid_t first = fork();
  // CHECK: forks_behind_each_other.cpp,[[@LINE-1]],23,childLeaves,fork,1,constant,safe
  if (first == 0)
    _exit(0);
  const pid_t second = fork();
  // CHECK: forks_behind_each_other.cpp,[[@LINE-1]],24,childLeaves,fork,1,constant,safe
  if (second == 0)
    _exit(0);
}

void onlyTheChild() {
  if (fork() == 0)
  // CHECK: forks_behind_each_other.cpp,[[@LINE-1]],7,onlyTheChild,fork,1,constant,safe
    fork();
    // CHECK: forks_behind_each_other.cpp,[[@LINE-1]],5,onlyTheChild,fork,1,constant,safe
}

void ofTheParent() {
  const pid_t first = fork();
  // CHECK: forks_behind_each_other.cpp,[[@LINE-1]],23,ofTheParent,fork,1,constant,safe
  if (first > 0)
    fork();
    // CHECK: forks_behind_each_other.cpp,[[@LINE-1]],5,ofTheParent,fork,1,constant,safe
}
