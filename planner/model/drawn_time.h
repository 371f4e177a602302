#pragma once

#include "planner/units/quantity.h"

namespace loadline::model {

using units::Duration;

/// A random time: its shape and what the shape needs.
struct DrawnTime {
  enum class Shape { deterministic, exponential, erlang, lognormal };
  Shape shape = Shape::deterministic;
  Duration mean{0};        ///< >= 0
  int stages = 1;          ///< of an Erlang
  double logDeviation = 0; ///< of a log-normal: the deviation of its logarithm

  /// The same shape, `factor` >= 0 times as long.
  DrawnTime scaled(double factor) const;
  /// Squared coefficient of variation: variance / mean².
  double variability() const;
};

} // namespace loadline::model
