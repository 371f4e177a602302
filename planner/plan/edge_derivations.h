#pragma once

#include "planner/plan/plan.h"
#include "planner/plan/workings.h"

namespace loadline::plan {

/// How the figures of calls (`edge:auth.rate`) came about.
void addEdgeDerivations(Plan &plan, const Workings &workings);

/// Those of tiers (`tier:1.offered`), counted from the entry, which is 0.
void addTierDerivations(Plan &plan, const Workings &workings);

/// Those of the system (`system.max_rate`).
void addSystemDerivations(Plan &plan, const Workings &workings);

} // namespace loadline::plan
