#pragma once

#include "planner/solve/settling.h"

// Callers first: who sends how much, and how many are there.

namespace loadline::solve {

/// What a workload sends into the stations that it uses.
void sendFrom(Settling &all, std::size_t workload);

/// Works out how many are inside a station, from what completes there and what its callers send,
/// and what they send on.
void receive(Settling &all, std::size_t station);

} // namespace loadline::solve
