#pragma once
#include <deque>
#include <thread>
#include <vector>

void work();
using OtherVector = std::deque<std::thread>;

inline void fromHeader() { std::thread(work).detach(); }
