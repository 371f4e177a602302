#pragma once

#include "base/text_table.h"
#include "planner/plan/plan.h"

#include <string>
#include <vector>

namespace loadline::plan {

/// A table of a plan. Every format shows the same ones.
struct NamedTable {
  std::string title; ///< "Services"
  TextTable table;
};

/// Those that have something to say, the most asked for first.
std::vector<NamedTable> planTables(const Plan &plan);

} // namespace loadline::plan
