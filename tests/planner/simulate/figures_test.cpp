#include "planner/simulate/estimate.h"
#include "planner/simulate/histogram.h"

#include <gtest/gtest.h>

#include <cmath>

namespace loadline::simulate {

using namespace std::chrono_literals;
using units::Duration;

TEST(Histogram, FindsQuantilesWithinAThousandth) {
  Histogram histogram;
  for (int i = 1; i <= 100'000; ++i)
    histogram.add(Duration(i * 1e-5));
  EXPECT_NEAR(histogram.quantile(0.5)->count(), 0.5, 0.0005);
  EXPECT_NEAR(histogram.quantile(0.99)->count(), 0.99, 0.00099);
}
TEST(Histogram, CountsWhatTakesNoTime) {
  Histogram histogram;
  histogram.add(0s);
  histogram.add(0s);
  histogram.add(3s);
  EXPECT_EQ(histogram.quantile(0.5), 0s);
  EXPECT_NEAR(histogram.quantile(0.99)->count(), 3, 0.003);
}
TEST(Histogram, GrowsToBothSides) {
  Histogram histogram;
  histogram.add(1s);
  histogram.add(1us);
  histogram.add(1h);
  EXPECT_NEAR(histogram.quantile(0.1)->count(), 1e-6, 1e-9);
  EXPECT_NEAR(histogram.quantile(0.5)->count(), 1, 1e-3);
  EXPECT_NEAR(histogram.quantile(0.9)->count(), 3600, 3.6);
}
TEST(Histogram, OfNothingHasNoQuantile) {
  EXPECT_EQ(Histogram().quantile(0.5), std::nullopt);
}

TEST(Interval, IsStudents) { // deviation √2.5, so 2.7764 · √(2.5 / 5)
  const Interval is = intervalOf({1, 2, 3, 4, 5});
  EXPECT_EQ(is.mean, 3);
  EXPECT_NEAR(is.halfWidth, 1.96321, 1e-5);
}
TEST(Interval, OfTenAndMoreUsesTheExpansion) { // t(10) = 2.2281, deviation √11, over √11
  EXPECT_NEAR(intervalOf({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}).halfWidth, 2.2281, 2e-4);
}
TEST(Interval, OfOneSampleIsEndless) {
  EXPECT_TRUE(std::isinf(intervalOf({3}).halfWidth));
}

} // namespace loadline::simulate
