#pragma once

#include "planner/plan/plan.h"

#include <string>

// A plan as documents. Markdown and HTML show the tables of planner/plan/plan_tables.h, CSV what
// the JSON holds.

namespace loadline::plan {

std::string toMarkdown(const Plan &plan);

/// Each list of the JSON, but the derivations, as a block of comma-separated lines after a line
/// with its title, an empty line between. Numbers are plain, their unit stands in the header, as in
/// `arrival_rate [1/s]`; what is not known is empty.
std::string toCsv(const Plan &plan);

/// One page that works offline and prints well.
std::string toHtml(const Plan &plan);

} // namespace loadline::plan
