#pragma once

#include "planner/plan/plan.h"
#include "planner/plan/workings.h"

namespace loadline::plan {

/// How the figures of calls (`edge:auth.rate`) and tiers (`tier:1.offered`) came about.
void addEdgeDerivations(Plan &plan, const Workings &workings);
void addTierDerivations(Plan &plan, const Workings &workings);

} // namespace loadline::plan
