#pragma once

#include "base/text_table.h"
#include "planner/plan/plan.h"

// The figures that stand behind those of the first tables.

namespace loadline::plan {

TextTable timesTable(const Plan &plan);
/// What can be in each tier at once, what is, and what that leaves.
TextTable tierLoadsTable(const Plan &plan);
/// Every constraint of every service, the first to fill up first.
TextTable constraintsTable(const Plan &plan);
/// Where bounds come from, and what contracts say and imply.
TextTable boundsTable(const Plan &plan);
/// Calls that say more than that they are made.
TextTable callsTable(const Plan &plan);

/// The table less those of its columns from `first` on in which no row says anything.
TextTable withoutEmpty(TextTable table, std::size_t first);

} // namespace loadline::plan
