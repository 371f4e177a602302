#pragma once

#include "planner/plan/plan.h"
#include "planner/plan/workings.h"

namespace loadline::plan {

/// How the main figures of a service came about, for those that are known.
std::vector<Derivation> derivationsOf(const ServicePlan &row, spec::ServiceIndex service,
                                      const Workings &workings);

/// How the largest entry rate came about.
std::vector<Derivation> derivationsOf(const SystemPlan &system, const Workings &workings);

} // namespace loadline::plan
