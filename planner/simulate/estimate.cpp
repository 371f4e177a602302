#include "planner/simulate/estimate.h"

#include <cmath>
#include <cstddef>
#include <limits>

namespace loadline::simulate {

namespace {

/// The 97.5 % quantile of Student's t: a table, then the expansion in 1 / degrees of freedom
/// [AbramowitzStegun1964, 26.7.5], which from 10 on has four digits.
double student975(std::size_t freedom) {
  constexpr double table[] = {12.7062, 4.3027, 3.1824, 2.7764, 2.5706,
                              2.4469,  2.3646, 2.3060, 2.2622};
  if (freedom < 10)
    return table[freedom - 1];
  const double n = static_cast<double>(freedom);
  return 1.959964 + 2.372272 / n + 2.822499 / (n * n) + 2.555852 / (n * n * n);
}

} // namespace

Interval intervalOf(const std::vector<double> &samples) {
  const double n = static_cast<double>(samples.size());
  double sum = 0;
  for (const double sample : samples)
    sum += sample;
  const double mean = sum / n;
  if (samples.size() < 2)
    return {mean, std::numeric_limits<double>::infinity()};
  double squares = 0;
  for (const double sample : samples)
    squares += (sample - mean) * (sample - mean);
  const double error = std::sqrt(squares / (n - 1) / n);
  if (error <= 1e-12 * std::abs(mean))
    return {mean, 0}; // the samples differ by rounding alone
  return {mean, student975(samples.size() - 1) * error};
}

} // namespace loadline::simulate
