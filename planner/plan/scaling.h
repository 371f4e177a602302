#pragma once

#include "planner/plan/plan.h"
#include "planner/plan/workings.h"

namespace loadline::plan {

/// The edges at which an autoscaler moves what is offered or what is admitted: more replicas of a
/// caller multiply what it can have in flight at everything below it.
std::vector<ScalingPlan> scalingPlans(const Workings &workings);

/// How they came about, `scaling:CALLER:CALLEE.at_max` (CALLER is `all` of all of them), into
/// Plan::derivations.
void addScalingDerivations(Plan &plan, const Workings &workings);

} // namespace loadline::plan
