#pragma once

#include "planner/solve/station_state.h"

#include <vector>

// How much of what changes from one round to the next a station takes over.

namespace loadline::solve {

/// The middle between before and now, at `part` of the way.
std::vector<double> damped(const std::vector<double> &before, std::vector<double> now, double part);

/// Sets the part of the next round, from how the number inside changed: what goes back and forth
/// takes smaller steps, what goes on one way larger ones. After many rounds all take ever smaller
/// ones, whose sum has no end, so that the mean of what still goes back and forth is reached.
/// Source: [Mann1953].
void setPace(StationState &state, double change, std::size_t rounds);

} // namespace loadline::solve
