#pragma once

#include "planner/plan/plan.h"

namespace loadline::simulate {

/// As long as 200,000 requests take to enter, or two million to reach the services where that is
/// sooner; but at least a hundred times as long as the slowest service takes.
units::Duration enoughFor(const plan::Plan &plan);

} // namespace loadline::simulate
