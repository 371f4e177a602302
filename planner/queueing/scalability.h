#pragma once

#include "planner/units/quantity.h"

namespace loadline::queueing {

/// The universal scalability law: X(N) = γN / (1 + α(N − 1) + βN(N − 1)). With β = 0 it is Amdahl's
/// law, with both 0 linear. Source: [Gunther2007] ch. 6.
struct Scalability {
  units::Rate alone;       ///< γ: throughput of one
  double contention = 0.0; ///< α, from 0 to 1
  double coherency = 0.0;  ///< β, not below 0
};

units::Rate throughput(const Scalability &law, double number);

/// The number at which throughput is highest: √((1 − α) / β); infinite without coherency.
double peakNumber(const Scalability &law);

/// What throughput tends to with α alone: γ / α. Infinite without contention.
units::Rate limit(const Scalability &law);

/// The number at which the line γN meets the limit γ / α: 1 / α, but never past the peak. More than
/// that adds waiting rather than throughput. Infinite without contention and coherency.
/// Source: crossing of the two asymptotic bounds, [LazowskaEtAl1984] ch. 5.
double kneeNumber(const Scalability &law);

/// The least number at which throughput is `rate`; infinite where it never is.
///   rate  above 0
double numberFor(const Scalability &law, units::Rate rate);

} // namespace loadline::queueing
