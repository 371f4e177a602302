#pragma once

#include "planner/simulate/random.h"
#include "planner/units/quantity.h"

namespace loadline::simulate {

using units::Duration;

/// A random time that can be drawn.
struct DrawnTime {
  enum class Shape { deterministic, exponential, erlang, lognormal };
  Shape shape = Shape::deterministic;
  Duration mean{0};        ///< >= 0
  int stages = 1;          ///< of an Erlang
  double logDeviation = 0; ///< of a log-normal: the deviation of its logarithm

  /// The same shape, `factor` >= 0 times as long.
  DrawnTime scaled(double factor) const;
  Duration draw(Random &random) const;
};

} // namespace loadline::simulate
