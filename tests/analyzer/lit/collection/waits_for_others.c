// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// A wait that names something else is none for a process.

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

typedef void *HANDLE;
typedef struct PROCESS_INFORMATION {
  HANDLE hProcess;
  HANDLE hThread;
} PROCESS_INFORMATION;
int CreateProcessA(const char *program, char *command, void *a, void *b, int inherit,
                   unsigned flags, void *environment, const char *folder, void *startup,
                   PROCESS_INFORMATION *information);
unsigned WaitForSingleObject(HANDLE object, unsigned milliseconds);
int CloseHandle(HANDLE object);

void processPerWork(HANDLE work, char *command) {
  for (;;) {
    PROCESS_INFORMATION information;
    CreateProcessA(0, command, 0, 0, 0, 0, 0, 0, 0, &information);
    // CHECK: waits_for_others.c,[[@LINE-1]],5,processPerWork,CreateProcessA,unbounded,unbounded,dangerous
    CloseHandle(information.hProcess);
    WaitForSingleObject(work, ~0u);
  }
}

void oneProcess(char *command) {
  for (;;) {
    PROCESS_INFORMATION information;
    CreateProcessA(0, command, 0, 0, 0, 0, 0, 0, 0, &information);
    // CHECK: waits_for_others.c,[[@LINE-1]],5,oneProcess,CreateProcessA,1,constant,safe,C,join,joined
    WaitForSingleObject(information.hProcess, ~0u);
  }
}

void anyProcess(void) {
  for (;;) {
    if (fork() == 0)
      exit(0);
    // CHECK: waits_for_others.c,[[@LINE-2]],9,anyProcess,fork,1,constant,safe,C,join,joined
    int status;
    wait(&status);
  }
}
