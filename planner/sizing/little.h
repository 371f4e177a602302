#pragma once

#include "planner/units/quantity.h"

#include <optional>

// Little's law and what is sized with it [Little1961].

namespace loadline::sizing {

/// The least whole number that is not below `number`, forgiving what rounding adds: 85.7142857 is
/// 86, and 86.00000000001 is 86 too.
double ceiled(double number);

/// The bound that leaves policy's headroom: ⌈arrival rate × residence time / utilization⌉.
///   utilization  above 0
units::Concurrency recommendedBound(units::Rate arrivals, units::Duration residence,
                                    units::Ratio utilization);

/// Replicas that carry `load` when each carries `each` at the most; at least 1. Nothing where that
/// takes more than a billion, which is no fleet.
std::optional<int> replicasFor(double load, double each);

} // namespace loadline::sizing
