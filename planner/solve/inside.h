#pragma once

#include "planner/solve/bursts.h"
#include "planner/solve/settling.h"

#include <optional>
#include <vector>

namespace loadline::solve {

/// Works out what a station completes with 1, 2, … inside, from the stations that its customers
/// use.
void solveInside(Settling &all, std::size_t station);

/// Of a station of clients alone that completes in bursts: in an open system whoever is held back
/// waits somewhere else, and their number is not fixed. Empty before any arrivals are known.
std::optional<Bursts> burstsAt(const Settling &all, std::size_t station);

/// What a station completes with 1, 2, … inside where of one more of these so much fewer arrive.
std::vector<double> ratesWith(const Settling &all, std::size_t station, double restraint);

} // namespace loadline::solve
