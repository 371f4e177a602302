// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// A guard that refuses a range of states, read and set by methods, lets one start.

#include <atomic>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
class LoopThread {
    enum State { kNull, kStarting, kRunning, kStopping, kStopped };
    std::atomic<State> state_{kNull};
    std::shared_ptr<std::thread> thread_;
    void setState(State s) { state_ = s; }
    void run() { setState(kRunning); while (state_ == kRunning) {} setState(kStopped); }
public:
    State state() { return state_; }
    void start() {
        if (state() >= kStarting && state() < kStopped) return;
        setState(kStarting);
        thread_ = std::make_shared<std::thread>(&LoopThread::run, this);
    }
    void stop() {
        if (state() < kStarting || state() >= kStopping) return;
        setState(kStopping);
        join();
    }
    void join() { if (thread_ && thread_->joinable()) { thread_->join(); thread_ = nullptr; } }
    ~LoopThread() { stop(); join(); }
};

// A state that the function itself leaves again holds nothing, nor does a request that is served.
void work();
class Again {
    int state_ = 0;
    int pending_ = 0;
public:
    void ask() { pending_ = 1; }
    void start() {
        if (state_ == 1) return;
        state_ = 1;
        std::thread(work).detach();
        state_ = 2;
    }
    void serve() {
        if (pending_ == 0) return;
        pending_ = 0;
        std::thread(work).detach();
    }
};
int main() {
    LoopThread loop;
    Again again;
    std::string command;
    while (std::getline(std::cin, command)) {
        if (command == "stop")
            loop.stop();
        else if (command == "start")
            loop.start();
            // CHECK: states_in_a_range.cpp,[[@LINE-1]],{{.*}},1,constant,safe
        else if (command == "again")
            again.start();
            // CHECK: states_in_a_range.cpp,[[@LINE-1]],{{.*}},outside({{.*}},dangerous
        else if (again.ask(), command == "serve")
            again.serve();
            // CHECK: states_in_a_range.cpp,[[@LINE-1]],{{.*}},outside({{.*}},dangerous
    }
}
