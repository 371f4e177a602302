#include "planner/queueing/scalability.h"

#include <gtest/gtest.h>

#include <cmath>

namespace loadline::queueing {

using units::Rate;

TEST(Scalability, HasItsKneeWhereTheLineOfOneMeetsTheLimit) {
  EXPECT_NEAR(kneeNumber({Rate(10), 0.05, 0}), 20, 1e-12); // 10 × 20 = 10 / 0.05
}
TEST(Scalability, HasItsKneeNoFurtherThanItsPeak) {
  EXPECT_NEAR(kneeNumber({Rate(1), 0.02, 0.02}), 7, 1e-12);
}
TEST(Scalability, HasNoKneeWhereItIsLinear) {
  EXPECT_TRUE(std::isinf(kneeNumber({Rate(10), 0, 0})));
}
TEST(Scalability, KnowsTheNumberThatGivesARate) {
  const Scalability law{Rate(90), 0.0277, 0.000104};
  EXPECT_NEAR(throughput(law, numberFor(law, Rate(1300))).count(), 1300, 1e-9);
  EXPECT_LT(numberFor(law, Rate(1300)), peakNumber(law));
}
TEST(Scalability, NeverGivesMoreThanItsPeak) {
  EXPECT_TRUE(std::isinf(numberFor({Rate(1), 0.02, 0.02}, Rate(4))));
  EXPECT_TRUE(std::isinf(numberFor({Rate(10), 0.05, 0}, Rate(200))));
}

} // namespace loadline::queueing
