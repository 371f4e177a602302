#include "planner/sizing/little.h"

#include <algorithm>
#include <cmath>

namespace loadline::sizing {

double ceiled(double number) {
  return std::ceil(number * (1 - 1e-9));
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
