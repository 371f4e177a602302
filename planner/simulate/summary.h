#pragma once

#include "planner/model/model.h"
#include "planner/simulate/simulation.h"
#include "planner/simulate/tally.h"

namespace loadline::simulate {

using model::Model;
using model::Service;

/// The estimates of all figures, from one tally a replication.
///   duration  that each tally covers
///   sampled   the time between two samples of a tally
Simulation summary(const Model &model, const std::vector<Tally> &tallies, Duration duration,
                   Duration sampled);

} // namespace loadline::simulate
