#pragma once

#include "planner/plan/plan.h"
#include "planner/plan/workings.h"

// What one kind of work, one tenant and one caller may use of a service, and what they are promised
// together.

namespace loadline::plan {

/// One row for every class, tenant kind and caller that a contract names, together.
std::vector<BudgetPlan> budgetPlans(const Workings &workings);

std::vector<OversellPlan> oversellPlans(const Workings &workings);

/// By name; services without a team are left out.
std::vector<TeamPlan> teamPlans(const Plan &plan);

} // namespace loadline::plan
