#pragma once

#include <cmath>

namespace loadline::formulas {

// Whole numbers, forgiving what rounding adds: 60 / 0.6 is 100.00000000000001 and still 100.

/// The least whole number that is not below `number`.
inline double up(double number) {
  return std::ceil(number * (1 - 1e-9));
}

/// The largest whole number that is not above `number`.
inline double down(double number) {
  return std::floor(number * (1 + 1e-9));
}

} // namespace loadline::formulas
