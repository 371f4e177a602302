// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A child goes on where fork() returns: one that stays in the loop forks there too.

#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

void work();
void run(int);
[[noreturn]] void runAndExit();
void notSeen(int);

void everyoneForks() {
  for (int i = 0; i < 4; i++)
    fork();
  // CHECK: forks_in_loops.cpp,[[@LINE-1]],5,everyoneForks,fork,15,constant,safe,C,trip_count,escapes
}

void onlyTheFailureLeaves() {
  for (int i = 0; i < 3; i++)
    if (fork() < 0)
      exit(1);
  // CHECK: forks_in_loops.cpp,[[@LINE-2]],9,onlyTheFailureLeaves,fork,7,constant,safe,C,trip_count,escapes
}

void theChildWorksAndGoesOn() {
  for (int i = 0; i < 3; i++)
    if (fork() == 0)
      chdir("/");
  // CHECK: forks_in_loops.cpp,[[@LINE-2]],9,theChildWorksAndGoesOn,fork,7,constant,safe,C,trip_count,escapes
}

void asManyAsAreWanted(int wanted) {
  for (int i = 0; i < wanted; i++)
    fork();
  // CHECK: forks_in_loops.cpp,[[@LINE-1]],5,asManyAsAreWanted,fork,unknown({{.*}}config(wanted){{.*}}),unknown,risky,C,none,escapes
}

void withoutEnd() {
  for (;;)
    fork();
  // CHECK: forks_in_loops.cpp,[[@LINE-1]],5,withoutEnd,fork,unbounded,unbounded,dangerous,C,none,escapes
}

void waitsButGoesOn() {
  for (int i = 0; i < 3; i++) {
    fork();
    // CHECK: forks_in_loops.cpp,[[@LINE-1]],5,waitsButGoesOn,fork,7,constant,safe,C,{{.*}},joined
    wait(nullptr);
  }
}

void outOfTheInnerOnly() {
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 2; j++)
      if (fork() == 0)
        break;
  // CHECK: forks_in_loops.cpp,[[@LINE-2]],11,outOfTheInnerOnly,fork,26,constant,safe,C,trip_count,escapes
}

void worksAndExits() {
  pid_t pid;
  for (int i = 0; i < 4; i++)
    if ((pid = fork()) == 0) {
      // CHECK: forks_in_loops.cpp,[[@LINE-1]],16,worksAndExits,fork,4,constant,safe,C,trip_count,escapes
      work();
      exit(0);
    }
}

void becomesAnother(char **arguments) {
  for (int i = 0; i < 4; i++) {
    const pid_t pid = fork();
    // CHECK: forks_in_loops.cpp,[[@LINE-1]],23,becomesAnother,fork,4,constant,safe,C,trip_count,escapes
    if (pid > 0)
      continue;
    if (pid < 0)
      return;
    execv(arguments[0], arguments);
  }
}

void bySwitch() {
  for (int i = 0; i < 4; i++)
    switch (fork()) {
    // CHECK: forks_in_loops.cpp,[[@LINE-1]],13,bySwitch,fork,4,constant,safe,C,trip_count,escapes
    case -1:
      return;
    case 0:
      work();
      _exit(0);
    default:
      break;
    }
}

void bySwitchOfWhatItGave(int wanted) {
  pid_t pids[64];
  for (int i = 0; i < wanted; i++) {
    pids[i] = fork();
    // CHECK: forks_in_loops.cpp,[[@LINE-1]],15,bySwitchOfWhatItGave,fork,config(wanted),config,safe,C,trip_count,escapes
    switch (pids[i]) {
    case -1:
      return;
    case 0:
      run(i);
      exit(0);
    }
  }
}

void bySwitchThatStays() {
  for (int i = 0; i < 4; i++)
    switch (fork()) {
    // CHECK: forks_in_loops.cpp,[[@LINE-1]],13,bySwitchThatStays,fork,15,constant,safe,C,trip_count,escapes
    case -1:
      return;
    case 0:
      chdir("/");
      break;
    default:
      break;
    }
}

void byANoreturnFunction() {
  for (int i = 0; i < 4; i++) {
    const pid_t pid = fork();
    // CHECK: forks_in_loops.cpp,[[@LINE-1]],23,byANoreturnFunction,fork,4,constant,safe,C,trip_count,escapes
    if (!pid)
      runAndExit();
  }
}

static void inner(int i) {
  run(i);
  exit(0);
}
static void outer(int i) { inner(i); }
static void mayReturn(int i) {
  if (i > 2)
    exit(0);
}

void byAFunctionThatEndsSo() {
  for (int i = 0; i < 4; i++)
    if (fork() == 0)
      outer(i);
  // CHECK: forks_in_loops.cpp,[[@LINE-2]],9,byAFunctionThatEndsSo,fork,4,constant,safe,C,trip_count,escapes
}

void byAFunctionThatMayReturn() {
  for (int i = 0; i < 4; i++)
    if (fork() == 0)
      mayReturn(i);
  // CHECK: forks_in_loops.cpp,[[@LINE-2]],9,byAFunctionThatMayReturn,fork,15,constant,safe,C,trip_count,escapes
}

void byAFunctionThatIsNotSeen() {
  for (int i = 0; i < 4; i++)
    if (fork() == 0)
      notSeen(i);
  // CHECK: forks_in_loops.cpp,[[@LINE-2]],9,byAFunctionThatIsNotSeen,fork,unknown({{.*}}),unknown,risky,C,none,escapes
}

void breaks() {
  pid_t pids[4];
  for (int i = 0; i < 4; i++) {
    pids[i] = fork();
    // CHECK: forks_in_loops.cpp,[[@LINE-1]],15,breaks,fork,4,constant,safe,C,trip_count,escapes
    if (pids[i] == 0)
      break;
  }
  work();
}

void whileItIsTheParent() {
  pid_t pid = 1;
  for (int i = 0; i < 4 && pid != 0; i++)
    pid = fork();
  // CHECK: forks_in_loops.cpp,[[@LINE-1]],11,whileItIsTheParent,fork,4,constant,safe,C,trip_count,escapes
}

void jumpsOut() {
  for (int i = 0; i < 4; i++)
    if (fork() == 0)
      goto child;
  // CHECK: forks_in_loops.cpp,[[@LINE-2]],9,jumpsOut,fork,4,constant,safe,C,trip_count,escapes
  return;
child:
  work();
}

void servesForEver() {
  for (int i = 0; i < 4; i++)
    if (fork() == 0)
      for (;;)
        work();
  // CHECK: forks_in_loops.cpp,[[@LINE-3]],9,servesForEver,fork,4,constant,safe,C,trip_count,escapes
}

void againUntilItStarted() {
  pid_t pid;
  while ((pid = fork()) < 0)
    sleep(1);
  // CHECK: forks_in_loops.cpp,[[@LINE-2]],17,againUntilItStarted,fork,1,constant,safe
}

void sixtyFourDoublings() {
  for (int i = 0; i < 64; ++i)
    fork();
  // CHECK: forks_in_loops.cpp,[[@LINE-1]],5,sixtyFourDoublings,fork,>9.2e18,unbounded,dangerous
}
