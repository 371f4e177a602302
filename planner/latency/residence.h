#pragma once

#include "planner/latency/distribution.h"
#include "planner/spec/system.h"

#include <optional>
#include <string>
#include <vector>

namespace loadline::latency {

/// From arrival at a service to its answer, without waiting for a slot or a core.
struct Residence {
  std::optional<Distribution> time;
  std::string unknownBecause; ///< where there is no time
  bool isMissing = false;     ///< it is unknown since a service gives no service_time
};

/// The residence time of every service, by index: its own time and its calls, steps after each
/// other, the calls of a step together. A call takes no longer than its timeout. A service that has
/// calls and gives no time of its own is taken to do nothing but call. Calls in circles are solved
/// by iteration. Precondition: the calls die out (traffic::CallGraph exists).
std::vector<Residence> residences(const spec::System &system);

} // namespace loadline::latency
