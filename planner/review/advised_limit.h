#pragma once

#include "planner/review/consequences.h"

namespace loadline::review {

/// The most units of one process that no resource below is too small for: of each edge, what the
/// callee admits / calls of a unit at once, and what its rate allows in the time that a unit is
/// held; shared evenly by the replicas. Of equal resources a pool sets it, since others are often
/// derived from pools.
///   edges  what one unit puts on each edge below
///   held   mean time of a unit; rates say nothing without it
std::optional<AdvisedLimit> advisedLimit(const std::vector<EdgeLoad> &edges,
                                         std::optional<units::Duration> held, double replicas,
                                         const plan::Plan &plan);

} // namespace loadline::review
