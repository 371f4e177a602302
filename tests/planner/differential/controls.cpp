#include "tests/planner/differential/controls.h"

#include <Eigen/QR>

#include <cmath>

namespace loadline::differential {

simulate::Interval controlled(const std::vector<double> &samples,
                              const std::vector<std::vector<double>> &controls) {
  const auto rows = static_cast<Eigen::Index>(samples.size());
  const auto count = static_cast<Eigen::Index>(controls.size());
  const Eigen::VectorXd y = Eigen::Map<const Eigen::VectorXd>(samples.data(), rows);
  Eigen::MatrixXd x(rows, count + 1);
  x.col(0).setOnes();
  for (Eigen::Index c = 0; c < count; ++c)
    x.col(c + 1) =
        Eigen::Map<const Eigen::VectorXd>(controls[static_cast<std::size_t>(c)].data(), rows);
  for (Eigen::Index c = 1; c <= count; ++c)
    if (const double size = x.col(c).norm(); size > 0)
      x.col(c) /= size;
  Eigen::VectorXd part = x.colPivHouseholderQr().solve(y);
  part(0) = 0;
  const Eigen::VectorXd rest = y - x * part;
  constexpr std::size_t together = 4;
  std::vector<double> groups;
  for (std::size_t from = 0; from + together <= samples.size(); from += together)
    groups.push_back(rest.segment(static_cast<Eigen::Index>(from), together).mean());
  simulate::Interval out = simulate::intervalOf(groups);
  const double n = static_cast<double>(samples.size());
  out.halfWidth *= std::sqrt((n - 1) / (n - 1 - static_cast<double>(count))); // what fits by chance
  return out;
}

} // namespace loadline::differential
