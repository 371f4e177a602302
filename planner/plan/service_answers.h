#pragma once

#include "planner/plan/plan.h"
#include "planner/plan/workings.h"

namespace loadline::plan {

/// Constraints, replicas, growth, success and cost of one service, once its times and rates stand
/// in the row.
void addAnswers(const Workings &workings, spec::ServiceIndex service, ServicePlan &row);

} // namespace loadline::plan
