#pragma once

#include "planner/units/quantity.h"

#include <utility>
#include <vector>

namespace loadline::model {

using units::Duration;

/// A random time: its shape and what the shape needs.
struct DrawnTime {
  enum class Shape { deterministic, exponential, erlang, lognormal, measured };
  Shape shape = Shape::deterministic;
  Duration mean{0};        ///< >= 0
  int stages = 1;          ///< of an Erlang
  double logDeviation = 0; ///< of a log-normal: the deviation of its logarithm
  /// Of a measured one: shares and the times that they do not exceed, ascending; even between them,
  /// and beyond the last an exponential that starts as dense as the last piece is.
  std::vector<std::pair<double, Duration>> points = {};
  double spread = 0; ///< of a measured one: deviation / mean

  /// The same shape, `factor` >= 0 times as long.
  DrawnTime scaled(double factor) const;
  /// Squared coefficient of variation: variance / mean².
  double variability() const;
};

} // namespace loadline::model
