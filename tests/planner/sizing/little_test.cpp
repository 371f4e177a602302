#include "planner/sizing/little.h"

#include <gtest/gtest.h>

namespace loadline::sizing {

using namespace std::chrono_literals;

TEST(RecommendedBound, KeepsThePolicysShareFree) {
  EXPECT_EQ(recommendedBound(units::Rate(1000), 100ms, units::Ratio(0.7)),
            units::Concurrency(143)); // 142.9
}
TEST(RecommendedBound, ForgivesWhatRoundingAdds) {
  EXPECT_EQ(recommendedBound(units::Rate(100), 70ms, units::Ratio(0.7)),
            units::Concurrency(10)); // 10.000000000000002
}
TEST(Replicas, CarryTheLoadBetweenThem) {
  EXPECT_EQ(replicasFor(359, 100), 4);
}
TEST(Replicas, AreAtLeastOne) {
  EXPECT_EQ(replicasFor(0, 100), 1);
}
TEST(Replicas, AreNoNumberBeyondABillion) {
  EXPECT_EQ(replicasFor(5e8, 1), 500'000'000);
  EXPECT_EQ(replicasFor(2e9, 1), std::nullopt);
}

} // namespace loadline::sizing
