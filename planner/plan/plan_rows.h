#pragma once

#include "planner/plan/plan.h"
#include "planner/plan/workings.h"

// The rows of a plan, each from the workings alone.

namespace loadline::plan {

/// By tier, then as the spec declares them; services that no load gets to come last.
std::vector<ServicePlan> servicePlans(const Workings &workings);

/// Entries first, then callers as the spec declares them.
std::vector<EdgePlan> edgePlans(const Workings &workings);

std::vector<TierPlan> tierPlans(const Workings &workings);

SystemPlan systemPlan(const Workings &workings);

} // namespace loadline::plan
