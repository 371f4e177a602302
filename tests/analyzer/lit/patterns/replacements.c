// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s
// A child that is started behind the end of another adds none.

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
static int pids[8];
static int spawn(void) { int pid = fork(); if (pid == 0) { pause(); _exit(0); } return pid; }
static void on_child(int sig) {
    int pid, status;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        for (int i = 0; i < 8; i++)
            if (pids[i] == pid) { pids[i] = spawn(); break; }
            // CHECK: replacements.c,[[@LINE-1]],{{.*}},1,constant,safe,E,join
    }
}

// One that starts whether one has ended or not adds one each time.
static void on_alarm(int sig) {
    waitpid(-1, 0, WNOHANG);
    spawn();
    // CHECK: replacements.c,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
}
static void on_hangup(int sig) {
    int pid;
    while ((pid = waitpid(-1, 0, WNOHANG)) >= 0)
        spawn();
    // CHECK: replacements.c,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
}
int main() {
    signal(SIGCHLD, on_child);
    signal(SIGALRM, on_alarm);
    signal(SIGHUP, on_hangup);
    for (int i = 0; i < 8; i++) pids[i] = spawn();
    // CHECK: replacements.c,[[@LINE-1]],{{.*}},8,constant,safe
    for (;;) pause();
}
