#include "planner/latency/distribution.h"

#include <gtest/gtest.h>

#include <cmath>

namespace loadline::latency {

using namespace std::chrono_literals;

TEST(Distribution, ExponentialQuantilesAreLogarithms) {
  EXPECT_NEAR(Distribution::exponential(10ms).quantile(0.99)->count(), 0.01 * std::log(100.0),
              1e-15);
}
TEST(Distribution, ErlangOfOneStageIsExponential) {
  EXPECT_DOUBLE_EQ(Distribution::erlang(10ms, 1).cdf(20ms), 1 - std::exp(-2.0));
}
TEST(Distribution, ErlangOfTwoStagesHasItsClosedForm) {
  EXPECT_DOUBLE_EQ(Distribution::erlang(10ms, 2).cdf(10ms),
                   1 - std::exp(-2.0) * 3); // 1 - e^-2 (1 + 2)
}
TEST(Distribution, AThousandStagesStayFinite) {
  EXPECT_NEAR(Distribution::erlang(1s, 1000).quantile(0.5)->count(), 1.0, 1e-3);
}
TEST(Distribution, LognormalKeepsItsMeanAndP99) {
  const Distribution time = Distribution::lognormalOfP99(20ms, 80ms);
  EXPECT_EQ(time.mean(), Duration(20ms));
  EXPECT_NEAR(time.quantile(0.99)->count(), 0.08, 1e-12);
}
TEST(Distribution, LognormalKeepsItsMedianAndP99) {
  const Distribution time = Distribution::lognormalOfMedian(10ms, 50ms);
  EXPECT_NEAR(time.quantile(0.50)->count(), 0.01, 1e-12);
  EXPECT_NEAR(time.quantile(0.99)->count(), 0.05, 1e-12);
}
TEST(Distribution, LognormalOfTheSteepestRatioKeepsItsP99) {
  EXPECT_NEAR(Distribution::lognormalOfP99(10ms, 149ms).quantile(0.99)->count(), 0.149, 1e-10);
}
TEST(Distribution, ACertainTimeHasThatAsEveryQuantile) {
  EXPECT_EQ(*Distribution::deterministic(7ms).quantile(0.5), Duration(7ms));
  EXPECT_EQ(Distribution::lognormalOfP99(7ms, 7ms).quantile(0.99), Duration(7ms));
}
TEST(Distribution, OfAMeanAloneNoQuantileIsKnown) {
  EXPECT_FALSE(Distribution::meanOnly(7ms).quantile(0.99));
}
TEST(Distribution, AMeanOfZeroSaysAll) {
  EXPECT_EQ(Distribution::meanOnly(0ms).quantile(0.99), Duration(0));
}
TEST(Distribution, ScalingScalesQuantiles) {
  EXPECT_NEAR(Distribution::exponential(10ms).scaled(2).quantile(0.99)->count(),
              Distribution::exponential(20ms).quantile(0.99)->count(), 1e-15);
}

TEST(Quantile, OfCertainTimesIsOneOfThem) { // and at the jump the one that half keep within
  const auto hitOrMiss = [](double hit) {
    return Distribution::mixture(
        {{hit, Distribution::deterministic(1ms)}, {1 - hit, Distribution::deterministic(6ms)}});
  };
  EXPECT_NEAR(hitOrMiss(0.5).quantile(0.5)->count(), 0.001, 1e-15);
  EXPECT_NEAR(hitOrMiss(0.5).percentiles()->p50.count(), 0.001, 1e-15);
  EXPECT_NEAR(hitOrMiss(0.95).quantile(0.95)->count(), 0.001, 1e-15);
  EXPECT_NEAR(hitOrMiss(0.49).quantile(0.5)->count(), 0.006, 1e-15);
}
TEST(Quantile, AtAJumpHangsNotOnTheRoundingOfWeights) { // 0.1 + 0.7 is 0.7999999999999999
  const Distribution three = Distribution::mixture({{0.1, Distribution::deterministic(1ms)},
                                                    {0.7, Distribution::deterministic(2ms)},
                                                    {0.2, Distribution::deterministic(9ms)}});
  EXPECT_NEAR(three.quantile(0.8)->count(), 0.002, 1e-15);
}

} // namespace loadline::latency
