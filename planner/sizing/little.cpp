#include "planner/sizing/little.h"

#include "planner/units/rounding.h"

#include <algorithm>

namespace loadline::sizing {

double ceiled(double number) {
  return units::up(number);
}

units::Concurrency recommendedBound(units::Rate arrivals, units::Duration residence,
                                    units::Ratio utilization) {
  return units::Concurrency(ceiled((arrivals * residence).count() / utilization.count()));
}

std::optional<int> replicasFor(double load, double each) {
  constexpr double most = 1e9;
  const double replicas = std::max(1.0, ceiled(load / each));
  return replicas <= most ? std::optional(static_cast<int>(replicas)) : std::nullopt;
}

} // namespace loadline::sizing
