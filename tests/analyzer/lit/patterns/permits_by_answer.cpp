// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// A helper that tests and raises a count and says whether it did is a gate.

#include <mutex>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
static int live;
static std::mutex m;
void handleOne();
static bool add() { std::lock_guard<std::mutex> g(m); if (live >= 50) return false; live++; return true; }
static void serve() { std::lock_guard<std::mutex> g(m); live--; }

// What the helper gives back itself is no permit.
static bool addForAMoment() {
    std::lock_guard<std::mutex> g(m);
    if (live >= 50) return false;
    live++;
    handleOne();
    live--;
    return true;
}

// Nor is one that some yes comes without.
static int most;
static bool addIfLimited() {
    if (most == 0) return true;
    std::lock_guard<std::mutex> g(m);
    if (live >= most) return false;
    live++;
    return true;
}
static void again() {
    for (;;) {
        int fd = accept(3, 0, 0);
        if (!addForAMoment()) { close(fd); continue; }
        std::thread(serve).detach();
        // CHECK: permits_by_answer.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
    }
}
static void unlimited() {
    for (;;) {
        int fd = accept(3, 0, 0);
        if (!addIfLimited()) { close(fd); continue; }
        std::thread(serve).detach();
        // CHECK: permits_by_answer.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
    }
}
int main(int argc, char **argv) {
    most = argc;
    if (argc > 1) again();
    if (argc > 2) unlimited();
    for (;;) {
        int fd = accept(3, 0, 0);
        if (!add()) { close(fd); continue; }
        std::thread(serve).detach();
        // CHECK: permits_by_answer.cpp,[[@LINE-1]],{{.*}},50,constant,safe
    }
}
