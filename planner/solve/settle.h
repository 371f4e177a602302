#pragma once

#include "planner/model/model.h"
#include "planner/solve/network.h"
#include "planner/solve/state.h"

namespace loadline::solve {

/// Iterates until flows and numbers inside would change by less than 1 in 100,000; after 80 rounds
/// 1 in 1,000 will do. Queues of bursts get 100 rounds; of the others, after 200 what goes back and
/// forth by less than 5 in 100 will do.
State settle(const model::Model &model, const Network &network, Queues queues);

} // namespace loadline::solve
