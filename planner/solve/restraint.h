#pragma once

#include "planner/solve/settling.h"

namespace loadline::solve {

/// Of one more customer of those who send, how much is here: what the arrival theorem says.
double restraintOf(const StationState &state);

/// Counts who is inside a station where bursts make the queue long: a long queue of customers whose
/// number is fixed leaves few to come in bursts. Where the two meet is sought at once, by regula
/// falsi [DowellJarratt1971]; steps from round to round would go back and forth between them.
void countRestrained(Settling &all, std::size_t station);

} // namespace loadline::solve
