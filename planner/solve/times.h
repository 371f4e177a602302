#pragma once

#include "planner/latency/distribution.h"
#include "planner/solve/settle.h"

#include <vector>

namespace loadline::solve {

/// From arrival at a service to its answer, waiting included: its parts taken as independent.
struct ServiceTimes {
  std::vector<latency::Distribution> all;         ///< by service
  std::vector<std::vector<GroupTime>> groupTimes; ///< by service and step
};
ServiceTimes timesOf(const model::Model &model, const Network &network, const State &state);

} // namespace loadline::solve
