#pragma once

#include "planner/diagram/display_list.h"
#include "planner/plan/plan.h"

#include <optional>

namespace loadline::diagram {

/// The part of a hull's cross-section below a water level: upright sides, rounded at the bottom.
///   level  0 is empty, 1 is full; outside it counts as the nearer of the two
Path hullBelow(const Box &hull, double level);

/// Draws a hull, the water in it, and the load line: a bar through a ring.
///   utilization  not known: an empty hull with a dashed side
///   limit        where the load line stands
///   ghost        where the water stood before; a dashed line, and none where there is no value
///   standing     how the water looks; it may be worse than its level where another resource binds
void drawGauge(Group &group, const Box &hull, std::optional<plan::Ratio> utilization,
               plan::Ratio limit, plan::Verdict standing, std::optional<plan::Ratio> ghost = {});

} // namespace loadline::diagram
