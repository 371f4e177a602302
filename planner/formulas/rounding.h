#pragma once

#include "planner/units/rounding.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string_view>
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

/// base ^ exponent; no number where that is beyond the largest double and not without limit.
inline double power(double base, double exponent) {
  const double result = std::pow(base, exponent);
  return std::isinf(result) ? std::numeric_limits<double>::quiet_NaN() : result;
}

inline constexpr std::string_view belowLargest = "figures that stay below 10^308";

/// Which of them is the least; of several the first.
inline std::size_t leastOf(const std::vector<double> &numbers) {
  const double least = *std::min_element(numbers.begin(), numbers.end());
  const auto first = std::find_if(numbers.begin(), numbers.end(),
                                  [&](double number) { return !isAbove(number, least); });
  return static_cast<std::size_t>(first - numbers.begin());
}

} // namespace loadline::formulas
