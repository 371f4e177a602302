#pragma once

#include "base/result.h"
#include "planner/plan/plan_file.h"

#include <string>

namespace loadline::emit {

/// The row of a service in a plan, or that there is none, with the names that there are.
Result<const plan::ServicePlan *> serviceNamed(const plan::PlannedSpec &planned,
                                               const std::string &name);

} // namespace loadline::emit
