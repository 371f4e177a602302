#pragma once

#include "planner/plan/plan.h"

#include <string>

namespace loadline::plan {

/// The plan for a terminal of 100 columns: what the system holds, then services, edges, tiers,
/// findings and assumptions.
std::string toText(const Plan &plan);

/// How every main figure came about, one block a figure.
std::string derivationsText(const Plan &plan);

/// `file:line:column: warning: message [check]`, one line each.
std::string findingsText(const std::vector<findings::Finding> &findings);

} // namespace loadline::plan
