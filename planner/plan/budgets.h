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

/// How they came about, into Plan::derivations: `budget:SERVICE/CLASS/TENANT/CALLER.max_rate` (`-`
/// for a layer that says nothing), `promise:SERVICE/callers.promised_rate`, `team:NAME.in_flight`.
void addBudgetDerivations(Plan &plan, const Workings &workings);
void addPromiseDerivations(Plan &plan, const Workings &workings);
void addTeamDerivations(Plan &plan);

} // namespace loadline::plan
