#pragma once

#include "planner/plan/plan.h"
#include "planner/rules/policy.h"
#include "planner/spec/system.h"

namespace loadline::plan {

/// The plan of a system at one load point. Overload is a result; what has no answer (calls that go
/// round and feed themselves) is an error.
Result<Plan> makePlan(const spec::System &system, const policy::Policy &policy, LoadPoint at);

} // namespace loadline::plan
