#pragma once

#include "planner/plan/plan.h"
#include "planner/plan/workings.h"

namespace loadline::plan {

/// How the times, the stack's figures, the replicas and the money of a service came about.
void addAnswerDerivations(const ServicePlan &row, spec::ServiceIndex service,
                          const Workings &workings, std::vector<Derivation> &out);

} // namespace loadline::plan
