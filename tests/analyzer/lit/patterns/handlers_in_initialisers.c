// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s --implicit-check-not=.c,
// A handler that stands in the initialiser of a struct runs as one that is assigned.

#include <signal.h>
#include <unistd.h>

static void onSignal(int number) {
  fork();
  // CHECK: handlers_in_initialisers.c,[[@LINE-1]],3,onSignal,fork,unbounded,unbounded,dangerous
}
void install(void) {
  struct sigaction action = {.sa_handler = onSignal};
  sigaction(SIGUSR1, &action, 0);
}

static void inTable(int number) {
  fork();
  // CHECK: handlers_in_initialisers.c,[[@LINE-1]],3,inTable,fork,unbounded,unbounded,dangerous
}
static const struct sigaction actions[] = {{.sa_handler = inTable}, {.sa_handler = SIG_IGN}};
void installAll(void) {
  for (int i = 0; i < 2; ++i)
    sigaction(SIGUSR1 + i, &actions[i], 0);
}

// A field that no rule names is no handler of events.
struct Step {
  const char *name;
  void (*run)(int number);
};
static void step(int number) {
  if (fork() == 0)
    _exit(number);
  // CHECK: handlers_in_initialisers.c,[[@LINE-2]],7,step,fork,1,constant,safe
}
void runAll(void) {
  const struct Step only = {"first", step};
  only.run(1);
}
