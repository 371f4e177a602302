#pragma once

#include "planner/plan/plan.h"
#include "planner/plan/workings.h"

namespace loadline::plan {

/// Writes beside the figures of a plan how they came about, for those that are known.
void addDerivations(Plan &plan, const Workings &workings);

} // namespace loadline::plan
