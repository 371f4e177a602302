#pragma once

#include "planner/plan/plan.h"
#include "planner/plan/workings.h"

namespace loadline::plan {

/// What the services need hour by hour, where a workload says how its load goes through the day;
/// those of which that never changes are left out.
std::vector<DayPlan> dayPlans(const Workings &workings, const std::vector<ServicePlan> &rows);

/// How they came about, `day:SERVICE.replica_hours`, into Plan::derivations.
void addDayDerivations(Plan &plan, const Workings &workings);

} // namespace loadline::plan
