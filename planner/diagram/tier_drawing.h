#pragma once

#include "planner/diagram/display_list.h"
#include "planner/plan/plan.h"

namespace loadline::diagram {

/// The height of the heads of columns.
inline constexpr double tierHeadHeight = 84;

/// The head of a column: its tier, what is offered to it and what it admits; a tier that may be
/// offered more than it admits says so in a badge, with the clamped figures under it.
///   index  in Plan::tiers
///   at     left upper corner
Group drawTierHead(const plan::TierPlan &tier, int index, Point at, double width);

} // namespace loadline::diagram
