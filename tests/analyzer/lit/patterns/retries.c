// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=gnu11 | FileCheck %s
// A loop that tries until one has started starts one; each round but the last has failed.

#include <errno.h>
#include <pthread.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
extern char **environ;
const char *next(const char *path);
void *work(void *);

int byCondition(pid_t *pid, const char *path, char **args) {
    for (;;) {
        int error = posix_spawn(pid, path, 0, 0, args, environ);
        // CHECK: retries.c,[[@LINE-1]],{{.*}},1,constant,safe
        if (error != EACCES && error != ENOENT && error != ENOTDIR) return error;
        path = next(path);
        if (!path) return error;
    }
}

int byChoice(pid_t *pid, const char *path, char **args) {
    for (;;) {
        int error = posix_spawn(pid, path, 0, 0, args, environ);
        // CHECK: retries.c,[[@LINE-1]],{{.*}},1,constant,safe
        switch (error) {
        case EACCES:
        case ENOENT:
            break;
        default:
            return error;
        }
        path = next(path);
    }
}

int inTwoLoops(pid_t *pid, const char *path, char **args) {
    int error;
    for (;; path = next(path)) {
        do
            error = posix_spawn(pid, path, 0, 0, args, environ);
            // CHECK: retries.c,[[@LINE-1]],{{.*}},1,constant,safe
        while (error == EINTR);
        switch (error) {
        case ENOENT:
            break;
        default:
            return error;
        }
        if (!*path) break;
    }
    return error;
}

pid_t ofChildren(void) {
    for (;;) {
        pid_t child = fork();
        // CHECK: retries.c,[[@LINE-1]],{{.*}},1,constant,safe
        if (child == 0) _exit(0);
        if (child > 0) return child;
        if (errno != EAGAIN) return -1;
        sleep(1);
    }
}

// What goes on although one has started does not try, but starts one after another.
void goesOn(void) {
    for (;;) {
        pthread_t thread;
        int error = pthread_create(&thread, 0, work, 0);
        // CHECK: retries.c,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
        if (error != EAGAIN && error != 0) return;
    }
}
void onlyWhereItFails(void) {
    for (;;) {
        pid_t child = fork();
        // CHECK: retries.c,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
        if (child == 0) _exit(0);
        if (child < 0) return;
    }
}
