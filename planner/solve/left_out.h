#pragma once

#include "planner/latency/distribution.h"
#include "planner/model/model.h"
#include "planner/solve/solution.h"

#include <vector>

namespace loadline::solve {

/// Adds what the model says and the solver takes otherwise: as a note where it hardly matters, for
/// less than one call in a hundred, and to `leftOut` where it does.
///   times  by service, as solved
void tellWhatIsLeftOut(const model::Model &model, const std::vector<latency::Distribution> &times,
                       Solution &solution);

} // namespace loadline::solve
