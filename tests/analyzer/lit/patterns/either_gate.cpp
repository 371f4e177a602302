// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// Where one of two tests lets through, each must be a limit.

#include <map>
#include <thread>
#include <vector>
#include <sys/socket.h>

void serve();
bool idle();

static std::map<int, int> live;
static void start() {
    live.insert({static_cast<int>(live.size()), 0});
    std::thread(serve).detach();
    // CHECK: either_gate.cpp,[[@LINE-1]],5,start,std::thread,7,constant,safe,B,none
}
void both() {
    while (accept(3, nullptr, nullptr) >= 0)
        if (live.empty() || (live.size() < 7 && live.begin()->second > 0)) start();
        // CHECK: either_gate.cpp,[[@LINE-1]],76,both,std::thread,7,constant,safe,E,size_check
}

static std::map<int, int> some;
static void startSome() {
    some.insert({static_cast<int>(some.size()), 0});
    std::thread(serve).detach();
    // CHECK: either_gate.cpp,[[@LINE-1]],5,startSome,std::thread,unbounded,unbounded,dangerous,D,none
}
void oneOfBoth() {
    while (accept(3, nullptr, nullptr) >= 0)
        if (idle() || some.size() < 7) startSome();
        // CHECK: either_gate.cpp,[[@LINE-1]],40,oneOfBoth,std::thread,unbounded,unbounded,dangerous,E,none
}

// The same, as what does not let through.
static int running = 0;
static bool isFirst = true;
void refusedByBoth() {
    while (accept(3, nullptr, nullptr) >= 0) {
        if (running >= 8 && !isFirst) continue;
        isFirst = false;
        ++running;
        std::thread(serve).detach();
        // CHECK: either_gate.cpp,[[@LINE-1]],9,refusedByBoth,std::thread,8,constant,safe,C,semaphore
    }
}
