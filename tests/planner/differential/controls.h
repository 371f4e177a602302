#pragma once

#include "planner/simulate/estimate.h"

#include <vector>

namespace loadline::differential {

/// The mean of a sequence of samples, less what of their noise goes with noise that is seen: each
/// control is a sequence beside them whose mean is known to be 0. How much goes with each is found
/// by least squares; samples that follow each other need not be independent, groups of four have to
/// be.
///   controls  each as long as the samples, and fewer than half as many
/// Source: [LavenbergWelch1981].
simulate::Interval controlled(const std::vector<double> &samples,
                              const std::vector<std::vector<double>> &controls);

} // namespace loadline::differential
