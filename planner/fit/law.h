#pragma once

#include "base/result.h"
#include "planner/queueing/scalability.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace loadline::fit {

using units::Concurrency;
using units::Duration;
using units::Rate;
using units::Ratio;

/// One measured level: so many inside, so many answers a second.
struct Sample {
  Concurrency number; ///< above 0
  Rate throughput;    ///< above 0
};

/// A 95 % confidence interval, in the unit of its figure.
struct Interval {
  double low = 0, high = 0;
};

/// Where throughput is highest, claimed only where the data show that it falls beyond.
struct Peak {
  Concurrency number;
  Rate throughput;
  Interval numberInterval;
  bool isMeasured = false; ///< within the numbers measured
};

/// The universal scalability law as a load test supports it.
struct FittedLaw {
  queueing::Scalability law;
  Interval alone, contention, coherency;
  bool contentionAtBound = false, coherencyAtBound = false; ///< 0 or 1; 0
  Rate error;                                               ///< residual standard error
  std::size_t freedom = 0;                                  ///< degrees of freedom that it rests on
  Ratio explained; ///< share of the variance of the throughputs, R²
  std::optional<Peak> peak;
};

/// Fits X(N) = γN / (1 + α(N − 1) + βN(N − 1)) by non-linear least squares [Marquardt1963] with
/// 0 ≤ α ≤ 1 and β ≥ 0. Intervals are those of the linear approximation [BatesWatts1988, ch. 2],
/// cut to what is allowed; of a parameter at its bound, as far as the sum of squares stays within
/// the F test's. A peak is claimed where β = 0 is rejected at 5 %. Refused, with the reason: fewer
/// than four levels; throughput that grows faster than the number; data that allow any contention.
Result<FittedLaw> fitLaw(const std::vector<Sample> &samples);

/// Samples that do not follow the law that the others follow, by their index, ascending: the
/// generalized extreme studentized deviate of the residuals at 5 % [Rosner1983], up to a quarter of
/// the samples and fifty. None below eight samples, of which too few would be left.
std::vector<std::size_t> outliersOf(const std::vector<Sample> &samples);

} // namespace loadline::fit
