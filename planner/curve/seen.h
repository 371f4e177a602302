#pragma once

#include "planner/curve/load_curve.h"
#include "planner/loadtest/load_test.h"
#include "planner/simulate/simulation.h"

#include <stop_token>

// What a load test showed and what a simulation gives, on the axis of a service's load curve.

namespace loadline::curve {

/// The levels of a load test of a service: each at the rate that was sent, or where that is not
/// told at the one that was answered, over the rate that is planned. Without a planned rate there
/// is no axis, and no point.
Seen seenBy(const loadtest::LoadTest &test, const plan::ServicePlan &service);

/// Whether a load test from outside asks the service: a workload calls it.
bool isEntry(const plan::Plan &plan, const std::string &service);

/// The system simulated at one load.
struct SimulatedLevel {
  double factor = 1.0; ///< of the planned load
  simulate::Simulation simulation;
};

/// The few loads that are worth the time: evenly from a quarter of what the system holds to 0.95
/// of it, where queues still have an end.
std::vector<double> simulatedFactors(const plan::Plan &plan);

/// One level, short: four replications of a fifth of `simulate::enoughFor` each, the warm-up
/// besides. Refused as `simulate::simulate` refuses.
Result<SimulatedLevel> simulatedAt(const spec::System &system, const plan::Plan &plan,
                                   double factor, const std::stop_token &stop = {});

/// What simulations say of one service.
Seen seenIn(const std::vector<SimulatedLevel> &levels, const std::string &service);

} // namespace loadline::curve
