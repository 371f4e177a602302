#pragma once

#include "planner/units/rounding.h"

#include <algorithm>
#include <cstddef>
#include <vector>

// How formulas compare, subtract and cut to whole numbers: no one of them does it on bare doubles.

namespace loadline::formulas {

using units::difference;
using units::down;
using units::isAbove;
using units::isAtLeast;
using units::isAtMost;
using units::isBelow;
using units::isNear;
using units::up;

/// Which of them is the least; of several the first.
inline std::size_t leastOf(const std::vector<double> &numbers) {
  const double least = *std::min_element(numbers.begin(), numbers.end());
  const auto first = std::find_if(numbers.begin(), numbers.end(),
                                  [&](double number) { return !isAbove(number, least); });
  return static_cast<std::size_t>(first - numbers.begin());
}

} // namespace loadline::formulas
