// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// A lambda ends with its round; what it captured by reference does not.

#include <memory>
#include <thread>
#include <vector>
struct Worker { std::thread t; Worker() : t([] {}) {} ~Worker() { t.join(); } };
struct Pool {
    std::vector<std::unique_ptr<Worker>> workers;
    void set(size_t n) {
        while (workers.size() < n) { auto make = [&] { workers.emplace_back(std::make_unique<Worker>()); }; make(); }
    }
    void endless() {
        while (true) {
            auto make = [&] { workers.emplace_back(std::make_unique<Worker>()); }; make();
            // CHECK: lambdas_of_a_round.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
        }
    }
};
