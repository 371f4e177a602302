// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// A handler that sigaction is given runs once for each signal.

#include <signal.h>
#include <map>
#include <memory>
#include <thread>
void serve(int pid);
std::map<int, std::shared_ptr<std::jthread>> peers;
void on_signal(int, siginfo_t* info, void*) {
    if (peers.count(info->si_pid)) return;
    peers[info->si_pid] = std::make_shared<std::jthread>(serve, info->si_pid);
    // CHECK: handlers_of_sigaction.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
}
int main() {
    struct sigaction act {};
    act.sa_sigaction = on_signal;
    act.sa_flags = SA_SIGINFO;
    sigaction(SIGUSR1, &act, nullptr);
    for (;;) {}
}

// One that is given in the initialiser of the struct, too; and &f is f.
void one(int) {
    std::thread(serve, 0).detach();
    // CHECK: handlers_of_sigaction.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
}
void install() {
    struct sigaction act {};
    act.sa_handler = &one;
    sigaction(SIGUSR2, &act, nullptr);
}
