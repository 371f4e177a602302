#pragma once

#include "planner/plan/plan.h"
#include "planner/rules/policy.h"
#include "planner/spec/system.h"

namespace loadline::plan {

/// Whether a plan says how its figures came about: that takes longer than the figures, and is much
/// text.
enum class Detail { figures, derivations };

/// The plan of a system at one load point. Overload is a result; what has no answer (calls that go
/// round and feed themselves) is an error.
///   today   YYYY-MM-DD, which review dates are held against; "" where they are not
///   ranges  how far its figures go, where the spec says ranges
Result<Plan> makePlan(const spec::System &system, const policy::Policy &policy, LoadPoint at,
                      Detail detail = Detail::derivations, const std::string &today = "",
                      std::vector<RangePlan> ranges = {});

} // namespace loadline::plan
