#pragma once

#include "planner/plan/plan.h"
#include "planner/plan/workings.h"

namespace loadline::plan {

/// The services that the bursts of the workloads fill, all at the same time, on top of the peak.
std::vector<BurstPlan> burstPlans(const Workings &workings, const std::vector<ServicePlan> &rows);

/// How they came about, `burst:SERVICE.excess`, into Plan::derivations.
void addBurstDerivations(Plan &plan, const Workings &workings);

} // namespace loadline::plan
