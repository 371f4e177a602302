#pragma once

#include "planner/curve/load_curve.h"
#include "planner/diagram/display_list.h"
#include "planner/plan/plan.h"

#include <span>
#include <string>
#include <vector>

// The views of dashboard.h. Each draws into a box of its own: first what belongs to nobody, then a
// group for each row or point.

namespace loadline::diagram {

inline constexpr std::size_t mostRows = 6; ///< of a view; below them stands how many are left out
inline constexpr double rowPitch = 22;
inline constexpr double viewHeight = static_cast<double>(mostRows) * rowPitch + 18;

void drawInFlight(DisplayList &out, const Box &place, const plan::Plan &plan);
void drawReplicas(DisplayList &out, const Box &place, const plan::Plan &plan);
void drawBounds(DisplayList &out, const Box &place, const plan::Plan &plan);
void drawBudgets(DisplayList &out, const Box &place, const plan::Plan &plan);
void drawFanOut(DisplayList &out, const Box &place, const plan::Plan &plan);
void drawAgainstRate(DisplayList &out, const Box &place, const plan::Plan &plan,
                     std::span<const curve::Seen> seen);

/// Words in a view that has nothing to show.
void drawNothing(DisplayList &out, const Box &place, std::string_view words);

/// How a share of a bound looks: below the policy's line, above it, over all of it.
Fill fillOf(double share, const plan::Plan &plan);
Target ofService(const std::string &name);

} // namespace loadline::diagram
