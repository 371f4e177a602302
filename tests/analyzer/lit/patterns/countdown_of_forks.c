// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// A recursion whose one parameter is counted down by each run that starts the next.

#include <unistd.h>

void chain(int left) {
  if (left <= 0)
    return;
  if (fork() == 0) {
    // CHECK: countdown_of_forks.c,[[@LINE-1]],{{.*}},chain,fork,config(left),config,safe
    chain(left - 1);
    _exit(0);
  }
}

void tree(int left) {
  if (left <= 0)
    return;
  if (fork() == 0) {
    // CHECK: countdown_of_forks.c,[[@LINE-1]],{{.*}},tree,fork,unbounded,unbounded,dangerous
    tree(left - 1);
    tree(left - 1);
    _exit(0);
  }
}
