#include "planner/model/model.h"

#include <cmath>

namespace loadline::model {

std::uint64_t Count::of(double uniform) const {
  if (isGeometric) // P(n) = p (1 - p)^n with p = 1 / (1 + mean), inverted
    return mean > 0 ? static_cast<std::uint64_t>(std::log(uniform) / std::log(mean / (1 + mean)))
                    : 0;
  const double whole = std::floor(mean);
  return static_cast<std::uint64_t>(whole) + (uniform <= mean - whole ? 1 : 0);
}

} // namespace loadline::model
