// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// A condition that computes with its counter counts as well; a counter that cannot come to its
// limit never ends.

#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>
void start();
int next();

void counted(int n, const std::vector<int> &items) {
    for (int i = 0; i + 1 < 10; ++i) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},9,constant,safe
    for (int i = 0; i - 1 < 10; ++i) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},11,constant,safe
    for (int i = 0; 2 * i < 9; ++i) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},5,constant,safe
    for (int i = 0; (i << 1) + 1 < 9; ++i) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},4,constant,safe
    for (int i = 0; i * i < 100; ++i) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},100,constant,safe
    for (int i = 0; 12 > i + 2; i += 5) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},2,constant,safe
    for (int i = 10; i - 2 > 0; --i) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},8,constant,safe
    for (int i = 0; i + 1 < n; ++i) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},config(n),config,safe
    for (std::size_t i = 0; i + 4 <= items.size(); i += 4) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},size(items),size
    for (int i = 0; i < n % 7; ++i) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},6,constant,safe
}

void neverThere() {
    for (unsigned char i = 0; i < 256; ++i) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
    for (std::uint16_t i = 0; i <= 65535; ++i) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
    for (int i = 0; i != 10; i += 3) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
    for (int i = 10; i != 0; i -= 4) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
    for (unsigned i = 10; i > 0; i -= 3) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
    unsigned left = 10;
    while (left != 0) {
        left -= 3;
        std::thread(start).detach();
        // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
    }
    unsigned few = 3;
    for (unsigned i = 0; i < few - 4; ++i) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},4294967295,constant
}

void onTheWay() {
    for (unsigned char i = 0; i < 255; ++i) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},255,constant,safe
    for (int i = 0; i != 12; i += 3) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},4,constant,safe
    for (unsigned i = 9; i > 0; i -= 3) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},3,constant,safe
    for (unsigned i = 10; i > 2; i -= 3) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},3,constant,safe
    for (int i = 10; i > 0; i -= 3) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},4,constant,safe
}

void reckoned(unsigned n) {
    for (unsigned first = 0, last; first < n; first = last) {
        last = first + 100;
        std::thread(start).detach();
        // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},unknown(how first comes to its limit),unknown,risky
    }
    for (unsigned seen = 0; seen < n; seen = next()) std::thread(start).detach();
    // CHECK: computed_conditions.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
}
