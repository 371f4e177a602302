#pragma once

#include "planner/model/model.h"
#include "planner/solve/solution.h"

namespace loadline::solve {

/// The long run of a system, with slots held while calls are waited for.
Solution solve(const model::Model &model);

} // namespace loadline::solve
