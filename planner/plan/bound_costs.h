#pragma once

#include "planner/plan/plan.h"
#include "planner/plan/workings.h"

namespace loadline::plan {

/// What the bounds of services with a price cost, and what they save.
std::vector<BoundCostPlan> boundCostPlans(const Workings &workings,
                                          const std::vector<ServicePlan> &rows);

} // namespace loadline::plan
