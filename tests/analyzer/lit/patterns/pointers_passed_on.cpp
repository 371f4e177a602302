// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// A number whose address goes on to code that is not seen may hold anything; one whose address is
// only read, or stays within what is seen, holds what is written there.

#include <thread>
#include <vector>
void work();
bool load(int *number);
bool show(const int *number);

void loadNext(int *out) { load(out); }
void startLoaded() {
    int count = 4;
    loadNext(&count);
    std::vector<std::jthread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back(work);
    // CHECK: pointers_passed_on.cpp,[[@LINE-1]],{{.*}},unknown(the value of count),unknown,risky
}

void startBehindPointer() {
    int count = 4;
    int *behind = &count;
    load(behind);
    std::vector<std::jthread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back(work);
    // CHECK: pointers_passed_on.cpp,[[@LINE-1]],{{.*}},unknown(the value of count),unknown,risky
}

void showNext(const int *in) { show(in); }
void startShown() {
    int count = 4;
    showNext(&count);
    std::vector<std::jthread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back(work);
    // CHECK: pointers_passed_on.cpp,[[@LINE-1]],{{.*}},4,constant,safe
}

void setNext(int *out) { *out = 6; }
void set(int *out) { setNext(out); }
void startSet() {
    int count = 4;
    set(&count);
    std::vector<std::jthread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back(work);
    // CHECK: pointers_passed_on.cpp,[[@LINE-1]],{{.*}},6,constant,safe
}
