#pragma once

#include "tests/planner/differential/generate.h"

#include <optional>

namespace loadline::differential {

/// The solver's figures of what those who ask see, over the simulator's, less 1.
struct Deviation {
  double throughput = 0, mean = 0, p95 = 0, p99 = 0;
};

struct Outcome {
  std::uint64_t number = 0;
  Stratum stratum;
  std::size_t services = 0;
  bool isSteady = false;  ///< simulated: what comes in goes out, and the interval is narrow enough
  double halfWidth = 0;   ///< of the simulated mean's 95 % interval, as a share of it
  double utilization = 0; ///< of the fullest slots or cores, simulated
  double seconds = 0;     ///< that the solver took
  std::optional<Deviation> deviation; ///< where the solver answered
};

/// Solves and simulates one system.
///   events  about how many the simulation takes
Outcome compare(std::uint64_t number, double events);

} // namespace loadline::differential
