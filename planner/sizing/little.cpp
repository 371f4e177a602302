#include "planner/sizing/little.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace loadline::sizing {

double ceiled(double number) {
  return std::ceil(number * (1 - 1e-9));
}

units::Concurrency recommendedBound(units::Rate arrivals, units::Duration residence,
                                    units::Ratio utilization) {
  return units::Concurrency(ceiled((arrivals * residence).count() / utilization.count()));
}

int replicasFor(double load, double each) {
  constexpr double most = std::numeric_limits<int>::max();
  return static_cast<int>(std::clamp(ceiled(load / each), 1.0, most));
}

} // namespace loadline::sizing
