#pragma once

#include "planner/units/quantity.h"

// Erlang's formulas. `offered` is the mean number of busy workers that arrivals ask for, λ · S;
// workers are at least 1. Both run through a recursion that stays between 0 and 1, where a^c / c!
// overflows.

namespace loadline::queueing {

/// Probability that an arrival finds all workers busy and is lost: M/M/c/c and, by insensitivity,
/// M/G/c/c. Any offered load. Source: [Kleinrock1975] 3.7; recursion [Cooper1981] ch. 3.
units::Ratio erlangB(units::Concurrency offered, int workers);

/// Probability that an arrival has to wait in M/M/c; 1 where the load is not below the workers.
/// Source: [Kleinrock1975] 3.5; from Erlang B by [Cooper1981] ch. 3.
units::Ratio erlangC(units::Concurrency offered, int workers);

/// Fewest workers that lose at most `loss` of the arrivals; `loss` above 0.
int workersForLoss(units::Concurrency offered, units::Ratio loss);

} // namespace loadline::queueing
