#pragma once

#include "planner/formulas/formula.h"
#include "planner/formulas/variable.h"
#include "planner/units/quantity.h"

#include <numeric>

// What several groups of calculators are written in.

namespace loadline::formulas {

using units::Bytes;
using units::Concurrency;
using units::Duration;
using units::Rate;
using units::Ratio;

using Durations = List<Duration>;

inline Duration sum(const Durations &times) {
  return std::accumulate(times.items.begin(), times.items.end(), Duration(0));
}

inline constexpr Variable oneTakes = duration("time", "how long one takes");

} // namespace loadline::formulas
