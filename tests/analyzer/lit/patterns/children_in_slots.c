// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s
// Children kept in slots are all waited for by a loop over the slots that hold one.

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
int goes_on(void);
void run(unsigned n) {
    struct { pid_t pid; } info[64];
    do {
        unsigned i, k;
        memset(info, 0, sizeof info);
        for (k = 0; k < n; k++) {
            pid_t pid = fork();
            // CHECK: children_in_slots.c,[[@LINE-1]],{{.*}},config(n),config,safe
            if (pid == 0) _exit(0);
            if (pid > -1) info[k].pid = pid;
            if (!goes_on()) break;
        }
        for (i = 0; i < n; i++) {
            if (info[i].pid > 0) {
                int status;
                waitpid(info[i].pid, &status, 0);
            }
        }
    } while (goes_on());
}
