#pragma once

#include "tests/planner/differential/generate.h"

#include <optional>
#include <string>

namespace loadline::differential {

/// What those who ask one generated system see, by simulation.
struct Measured {
  std::uint64_t number = 0;
  double events = 0; ///< that the simulation took
  /// What comes in goes out, the interval is narrow enough, and the run long beside one request.
  bool isSteady = false;
  double halfWidth = 0; ///< of the mean's 95 % interval, as a share of it
  double throughput = 0, mean = 0, p95 = 0, p99 = 0; ///< per second, s
  double utilization = 0;                            ///< of the fullest slots or cores
};

/// Simulates until the half-width is 0.2 % of the mean (0.5 % at hard load and with push-back), or
/// so many events were not enough. The mean is held against what is known of the input
/// (controls.h).
Measured measure(std::uint64_t number, double mostEvents);

/// A line of comma-separated values, and back; nothing where it is none.
std::string lineOf(const Measured &measured);
std::optional<Measured> measuredOf(const std::string &line);
inline constexpr const char *lineHeader =
    "number,events,steady,half_width,throughput,mean,p95,p99,utilization";

/// The solver's figures of what those who ask see, over the simulator's, less 1.
struct Deviation {
  double throughput = 0, mean = 0, p95 = 0, p99 = 0;
};

struct Outcome {
  Measured measured;
  Stratum stratum;
  std::size_t services = 0;
  double seconds = 0;                 ///< that the solver took
  std::optional<Deviation> deviation; ///< where the solver answered
};

Outcome compare(const Measured &measured);

/// The value that a share p of all does not exceed; even between two. 0 of none.
double quantile(std::vector<double> values, double p);

} // namespace loadline::differential
