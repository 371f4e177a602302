// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// Processes of other users, and threads of the native interface.

#include <stddef.h>

#include "Inputs/windows.h"

static unsigned long entry(void *data) { return data != 0; }

void inTurn(HANDLE user, LPWSTR command) {
  for (;;) {
    PROCESS_INFORMATION information;
    CreateProcessAsUserW(user, 0, command, 0, 0, 0, 0, 0, 0, 0, &information);
    // CHECK: windows.c,[[@LINE-1]],5,inTurn,CreateProcessAsUserW,1,constant,safe,C,join,joined,,,,process
    WaitForSingleObject(information.hProcess, 0xFFFFFFFF);
  }
}

void inTurnByToken(HANDLE user, LPWSTR command) {
  for (;;) {
    PROCESS_INFORMATION information;
    CreateProcessWithTokenW(user, 0, 0, command, 0, 0, 0, 0, &information);
    // CHECK: windows.c,[[@LINE-1]],5,inTurnByToken,CreateProcessWithTokenW,1,constant,safe,C,join,joined,,,,process
    WaitForSingleObject(information.hProcess, 0xFFFFFFFF);
  }
}

void forgotten(HANDLE user, LPWSTR command) {
  PROCESS_INFORMATION information;
  for (;;)
    CreateProcessAsUserW(user, 0, command, 0, 0, 0, 0, 0, 0, 0, &information);
    // CHECK: windows.c,[[@LINE-1]],5,forgotten,CreateProcessAsUserW,unbounded,unbounded,dangerous,C,none,escapes,,,,process
}

void native(HANDLE process, int count) {
  HANDLE thread;
  for (int i = 0; i < count; ++i) {
    NtCreateThreadEx(&thread, 0x1FFFFF, 0, process, entry, 0, 0, 0, 0, 0, 0);
    // CHECK: windows.c,[[@LINE-1]],5,native,NtCreateThreadEx,1,constant,safe,C,join,joined,,,,thread
    WaitForSingleObject(thread, 0xFFFFFFFF);
  }
}
