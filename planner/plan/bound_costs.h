#pragma once

#include "planner/plan/plan.h"
#include "planner/plan/workings.h"

namespace loadline::plan {

/// What the bounds of services with a price cost, and what they save.
std::vector<BoundCostPlan> boundCostPlans(const Workings &workings,
                                          const std::vector<ServicePlan> &rows);

/// How they came about, `bound_cost:SERVICE.per_rate`, into Plan::derivations.
void addBoundCostDerivations(Plan &plan, const Workings &workings);

} // namespace loadline::plan
