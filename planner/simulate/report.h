#pragma once

#include "planner/plan/plan.h"
#include "planner/simulate/simulation.h"

#include <string>

namespace loadline::simulate {

/// What was simulated, each figure beside the plan's, and what the simulation took for granted or
/// left out.
std::string toText(const Simulation &simulation, const plan::Plan &plan);

/// The same as JSON of loadline/simulation/v1; seconds, requests per second, null for unknown.
std::string toJsonText(const Simulation &simulation, const plan::Plan &plan);

} // namespace loadline::simulate
