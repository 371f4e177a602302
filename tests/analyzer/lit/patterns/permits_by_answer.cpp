// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// XFAIL: *
// A helper that tests and raises a count and says whether it did is a gate.

#include <mutex>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
static int live;
static std::mutex m;
static bool add() { std::lock_guard<std::mutex> g(m); if (live >= 50) return false; live++; return true; }
static void serve() { std::lock_guard<std::mutex> g(m); live--; }
int main() {
    for (;;) {
        int fd = accept(3, 0, 0);
        if (!add()) { close(fd); continue; }
        std::thread(serve).detach();
        // CHECK: permits_by_answer.cpp,[[@LINE-1]],{{.*}},50,constant,safe
    }
}
