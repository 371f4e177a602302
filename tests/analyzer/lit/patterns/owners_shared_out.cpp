// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// A shared owner that is copied out of the round ends nothing in it.

#include <functional>
#include <memory>
#include <thread>
#include <vector>
struct Unit {
    std::shared_ptr<std::thread> thread;
    void start() { thread = std::make_shared<std::thread>([] {}); }
    ~Unit() { if (thread && thread->joinable()) thread->join(); }
};
struct Pool {
    int n;
    std::vector<std::shared_ptr<Unit>> units;
    void start() {
        for (int i = 0; i < n; ++i) {
            auto unit = std::make_shared<Unit>();
            unit->start();
            // CHECK: owners_shared_out.cpp,[[@LINE-1]],{{.*}},config(Pool::n),config,safe
            units.push_back(unit);
        }
    }
};
