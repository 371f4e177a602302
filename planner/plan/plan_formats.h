#pragma once

#include "planner/plan/plan.h"

#include <string>

// A plan as documents. All of them show the tables of planner/plan/plan_tables.h.

namespace loadline::plan {

std::string toMarkdown(const Plan &plan);

/// Each table as a block of comma-separated lines after a line with its title, an empty line
/// between.
std::string toCsv(const Plan &plan);

/// One page that works offline and prints well.
std::string toHtml(const Plan &plan);

} // namespace loadline::plan
