#pragma once

#include "planner/plan/plan.h"
#include "planner/simulate/simulation.h"

namespace loadline::simulate {

/// A figure by both methods; either may not know it.
template <class Quantity>
struct Compared {
  std::optional<Quantity> planned;
  std::optional<Estimate<Quantity>> simulated;

  /// By how much the plan is above (or below) the simulation, as a share of the latter. Empty
  /// where one of them is unknown or the simulated is 0.
  std::optional<Ratio> deviation() const {
    if (!planned || !simulated || simulated->value.count() == 0)
      return std::nullopt;
    return Ratio(planned->count() / simulated->value.count() - 1);
  }
};

/// One service, its figures as plan::ServicePlan has them. The plan's utilization is that of mean
/// in-flight, the simulated one of slots held.
struct ServiceComparison {
  std::string name;
  Compared<Rate> arrivalRate, throughput;
  struct {
    Compared<Duration> mean, p50, p95, p99;
  } residence;
  Compared<Concurrency> inFlight;
  Compared<Concurrency> limit; ///< where it adapts: the plan's is the most that it rises to
  Compared<Ratio> utilization, cpuUtilization;
};

/// Every service of the plan that is in the simulation, in the plan's order.
std::vector<ServiceComparison> compare(const plan::Plan &plan, const Simulation &simulation);

} // namespace loadline::simulate
