#pragma once

#include "planner/plan/plan.h"
#include "planner/plan/workings.h"

namespace loadline::plan {

/// Writes beside the figures of a plan how they came about, for those that are known.
void addDerivations(Plan &plan, const Workings &workings);

/// Those of its ranges, which are found by plans of their own.
void addRangeDerivations(Plan &plan);

} // namespace loadline::plan
