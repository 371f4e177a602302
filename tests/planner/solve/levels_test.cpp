#include "tests/planner/solve/solved.h"

#include <fmt/format.h>

#include <cmath>
#include <string>

// Percentiles where who waits above finds much below. Pools without work of their own, one above
// the other over one worker, keep the order in which requests come: together they are one M/M/1
// queue, whose times are exponential of mean 1 / (μ - λ), wherever the requests wait.

namespace loadline::solve {

namespace {

constexpr double ln20 = 2.995732273553991, ln100 = 4.605170185988091;

/// Pools of these sizes one above the other, the last with all the work: 0.1 s. At 7/s it is waited
/// for most of the time.
Solution stack(const std::vector<int> &sizes) {
  std::string services;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const bool isLast = i + 1 == sizes.size();
    services += fmt::format(
        "  s{}: {{ pool: {{ size: {} }}, service_time: {{ mean: {}, distribution: exponential }}{} "
        "}}\n",
        i, sizes[i], isLast ? "100ms" : "1ns",
        isLast ? "" : fmt::format(", calls: [ {{ to: s{} }} ]", i + 1));
  }
  return solved("workload: [ { to: s0, rate: 7/s } ]\nservices:\n" + services);
}

void expectExponential(const Residence &is, double near) {
  EXPECT_WITHIN(*is.mean, Duration(1 / 3.0), 1e-4);
  EXPECT_WITHIN(*is.p95, Duration(ln20 / 3), near);
  EXPECT_WITHIN(*is.p99, Duration(ln100 / 3), near);
}

} // namespace

TEST(Percentiles, OfOneWorkerAreThoseOfAnExponential) {
  expectExponential(stack({1}).workload[0].residence, 0.025);
}
TEST(Percentiles, OfPoolsAboveOneWorkerAreTheSame) {
  expectExponential(stack({4, 1}).workload[0].residence, 0.04);
  expectExponential(stack({12, 4, 1}).workload[0].residence, 0.04);
}
TEST(Percentiles, OfPoolsOfOneSizeAreTheSame) { // the lower of the two is never waited for
  expectExponential(stack({4, 4, 1}).workload[0].residence, 0.04);
}
TEST(Percentiles, OfThePoolBelowEndWhereThePoolAboveDoes) { // no more than 4 are ever there
  const Residence &is = stack({4, 1}).services[1].residence;
  // Who comes finds n - 1 with P(n) ∝ 0.7^(n - 1), n up to 3, or with all the rest 4: Erlang of n.
  const auto above = [](double t) {
    double all = 0;
    for (int n = 1; n <= 4; ++n) {
      const double share = n < 4 ? 0.3 * std::pow(0.7, n - 1) : std::pow(0.7, 3);
      double term = std::exp(-10 * t), sum = 0;
      for (int k = 0; k < n; ++k) {
        sum += term;
        term *= 10 * t / (k + 1);
      }
      all += share * sum;
    }
    return all;
  };
  EXPECT_NEAR(above(is.p99->count()), 0.01, 0.001);
  EXPECT_NEAR(above(is.p95->count()), 0.05, 0.003);
}

} // namespace loadline::solve
