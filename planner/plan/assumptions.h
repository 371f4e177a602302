#pragma once

#include "planner/plan/plan.h"
#include "planner/plan/workings.h"

namespace loadline::plan {

/// What the plan took for granted, and what the spec says that the figures leave out. One row a
/// kind, naming the services it is about, so that a large spec does not bury it.
std::vector<Assumption> assumptionsOf(const Workings &workings);

} // namespace loadline::plan
