#pragma once

#include "planner/plan/plan.h"

#include <set>
#include <string>

namespace loadline::diagram {

/// The teams of the plan's services, in the order in which they come.
std::vector<std::string> teamsOf(const plan::Plan &plan);

/// What the box of a team is called in a picture in which the team stands as one.
std::string boxOf(const std::string &team);

/// The plan with each of these teams as one service: what calls it from outside, the worst verdict
/// and the largest utilization of its members, their requests in flight together; no bound, since
/// theirs are not one. Calls between the same two boxes are one, the most oversubscribed one's.
plan::Plan byTeam(const plan::Plan &plan, const std::set<std::string> &teams);

} // namespace loadline::diagram
