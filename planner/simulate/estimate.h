#pragma once

#include <cmath>
#include <vector>

namespace loadline::simulate {

/// Mean and half-width of the two-sided 95 % confidence interval of independent samples, by
/// Student's t. The half-width of a single sample is infinite.
struct Interval {
  double mean = 0, halfWidth = 0;
};
Interval intervalOf(const std::vector<double> &samples);

/// A figure from several replications.
template <class Quantity>
struct Estimate {
  Quantity value{};
  Quantity halfWidth{}; ///< of the 95 % confidence interval

  bool holds(Quantity other) const { return holdsWithin(other, Quantity{}); }
  /// As `holds`, with an interval that is `slack` wider to both sides.
  bool holdsWithin(Quantity other, Quantity slack) const {
    return std::abs((value - other).count()) <= (halfWidth + slack).count();
  }
};

} // namespace loadline::simulate
