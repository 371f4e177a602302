#pragma once

#include "planner/plan/plan.h"

#include <cstddef>
#include <optional>
#include <string>

namespace loadline::diagram {

/// The bound stack for a terminal: services by tier with a gauge each, then the calls, then the
/// tiers.
///   width  columns of the terminal; long names give way
std::string toText(const plan::Plan &plan, std::size_t width = 120);

/// A gauge of characters: filled to the utilization, `│` at the load line; over capacity it ends in
/// `!`.
std::string textGauge(std::optional<plan::Ratio> utilization, plan::Ratio limit);

} // namespace loadline::diagram
