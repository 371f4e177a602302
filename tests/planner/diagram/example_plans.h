#pragma once

#include "planner/plan/plan.h"

#include <string>

namespace loadline::diagram {

/// Six services and a pool: edge → gateway → auth, catalog, recommendations in parallel;
/// recommendations → model; catalog and recommendations → one pool of 50. 150/s enter.
plan::Plan sixServices();

/// A service with a bound of 100 and a mean in-flight of `inFlight`.
plan::ServicePlan service(const std::string &name, int tier, double inFlight);

/// A call at 100/s, offered 50 against 100.
plan::EdgePlan call(const std::string &from, const std::string &to);

/// A hub that calls each of `count` leaves.
plan::Plan hub(int count);

} // namespace loadline::diagram
