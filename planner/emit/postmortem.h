#pragma once

#include "base/result.h"
#include "planner/plan/plan_file.h"

#include <string>

namespace loadline::emit {

/// A postmortem to fill in, as Markdown, with all that the spec and its plan know already: what an
/// outage spends of the error budget, the bounds on the way that was overrun, what callers can push
/// against them, what the plan finds there, and an action item for each. What only people know
/// stands as `…`. Times of the timeline are given once, and the intervals that matter are asked
/// for as differences of rows, so that none is told twice.
Result<std::string> postmortem(const plan::PlannedSpec &planned, const std::string &service);

} // namespace loadline::emit
