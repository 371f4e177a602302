#include "planner/model/model.h"

#include "planner/units/rounding.h"

#include <algorithm>
#include <cmath>

namespace loadline::model {

std::uint64_t Count::of(double uniform) const {
  if (isGeometric) // P(n) = p (1 - p)^n with p = 1 / (1 + mean), inverted
    return mean > 0 ? static_cast<std::uint64_t>(std::log(uniform) / std::log(mean / (1 + mean)))
                    : 0;
  const double whole = std::floor(mean);
  return static_cast<std::uint64_t>(whole) + (uniform <= mean - whole ? 1 : 0);
}

double AdaptiveLimit::after(double limit, Duration mean) const {
  const double ratio = mean / target;
  if (units::isBelow(ratio, low))
    limit = roundsUp ? units::up(limit * increase) : units::down(limit * increase);
  else if (units::isAbove(ratio, high))
    limit = units::down(limit * decrease);
  return std::clamp(limit, least, most);
}

} // namespace loadline::model
