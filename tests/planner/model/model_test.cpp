#include "planner/model/model.h"

#include <gtest/gtest.h>

namespace loadline::model {

TEST(Count, IsItsWholePartAndOneMoreByChance) {
  EXPECT_EQ(Count{2.25}.of(0.25), 3u);
  EXPECT_EQ(Count{2.25}.of(0.26), 2u);
  EXPECT_TRUE(Count{2}.isCertain());
  EXPECT_FALSE(Count{2.25}.isCertain());
}
TEST(Count, IsGeometricFromZeroOn) { // a third of none, two ninths of one
  const Count count{.mean = 2, .isGeometric = true};
  EXPECT_EQ(count.of(1.0), 0u);
  EXPECT_EQ(count.of(0.67), 0u);
  EXPECT_EQ(count.of(0.66), 1u);
  EXPECT_EQ(count.of(0.45), 1u);
  EXPECT_EQ(count.of(0.44), 2u);
}

TEST(AdaptiveLimit, MovesInWholeNumbersPastItsThresholds) { // 0.8 and 1.1 of 100 ms
  using namespace std::chrono_literals;
  AdaptiveLimit limit{.start = 50, .least = 1, .most = 200, .target = 100ms};
  EXPECT_EQ(limit.after(50, 79ms), 55);
  EXPECT_EQ(limit.after(50, 80ms), 50);
  EXPECT_EQ(limit.after(50, 110ms), 50);
  EXPECT_EQ(limit.after(51, 111ms), 45);
  EXPECT_EQ(limit.after(190, 1ms), 200);
  EXPECT_EQ(limit.after(1, 500ms), 1);
  EXPECT_EQ(limit.after(9, 1ms), 9);
  EXPECT_EQ(limit.after(10, 1ms), 11);
  limit.roundsUp = true;
  EXPECT_EQ(limit.after(9, 1ms), 10);
  EXPECT_EQ(limit.after(51, 111ms), 45);
}

TEST(DrawnTime, VariesAsItsShapeDoes) { // variance / mean², whatever the mean
  using Shape = DrawnTime::Shape;
  EXPECT_EQ((DrawnTime{Shape::deterministic, Duration(3)}.variability()), 0);
  EXPECT_EQ((DrawnTime{Shape::exponential, Duration(3)}.variability()), 1);
  EXPECT_EQ((DrawnTime{Shape::erlang, Duration(3), 4}.variability()), 0.25);
  EXPECT_NEAR((DrawnTime{Shape::lognormal, Duration(3), 1, 1.0}.variability()), 1.718282, 1e-6);
}

} // namespace loadline::model
