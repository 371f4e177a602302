#pragma once

#include "planner/fit/law.h"

#include <Eigen/Core>

namespace loadline::fit {

/// Parameters that are held.
struct Held {
  std::optional<double> contention, coherency;
};

struct Minimum {
  queueing::Scalability law;
  double squares = 0; ///< sum of the squared residuals
};

/// The law with the least squares, the held parameters as they are and the others free, also below
/// their bounds.
Minimum leastSquares(const std::vector<Sample> &samples, const Held &held);

/// The same with α within [0, 1] and β not below 0, unless they are held.
Minimum boundedLeastSquares(const std::vector<Sample> &samples, const Held &held = {});

/// The derivatives of each sample's throughput to γ, α and β.
Eigen::MatrixX3d derivatives(const std::vector<Sample> &samples, const queueing::Scalability &law);

} // namespace loadline::fit
