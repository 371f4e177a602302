#include "planner/scenario/metastable.h"

#include <gtest/gtest.h>

#include <cmath>

namespace loadline::scenario {

namespace {

using namespace std::chrono_literals;

/// 70 % of 100/s, a second, three retries.
const RetriedStation textbook{
    .first = Rate(70), .capacity = Rate(100), .timeout = 1s, .retries = 3};

} // namespace

TEST(RetriedStation, FailsAsOftenAsMM1Outlasts) { // e^(−(10 − 8) × 1)
  const RetriedStation is{.first = Rate(8), .capacity = Rate(10), .timeout = 1s};
  EXPECT_NEAR(failureAt(is, Rate(8)).count(), 0.1353352832366127, 1e-12);
}
TEST(RetriedStation, AmplifiesByTheTruncatedGeometricSeries) {
  EXPECT_NEAR(offeredWith(textbook, Ratio(0.1)).count(), 70 * 1.111, 1e-9);
  EXPECT_NEAR(offeredWith(textbook, Ratio(0.5)).count(), 70 * 1.875, 1e-9);
  EXPECT_NEAR(offeredWith(textbook, Ratio(1)).count(), 280, 1e-9);
}
TEST(RetriedStation, HasANormalStateABrinkAndAStorm) {
  const auto states = fixedPoints(textbook);
  ASSERT_EQ(states.size(), 3u);
  EXPECT_NEAR(states[0].count(), 70, 1e-6);
  EXPECT_NEAR(states[1].count(), offeredWith(textbook, failureAt(textbook, states[1])).count(),
              1e-6);
  EXPECT_NEAR(states[2].count(), 280, 1e-3);
}
TEST(RetriedStation, HasOneStateWhereAllAttemptsFit) { // 4 × 20 < 100
  RetriedStation is = textbook;
  is.first = Rate(20);
  EXPECT_FALSE(isMetastable(is));
}
TEST(RetryBudget, HelpsWhereTheStormStaysBelowTheCapacity) { // 1 + b < 100 / 70
  const auto budget = budgetThatHelps(textbook);
  ASSERT_TRUE(budget);
  EXPECT_NEAR(budget->count(), 100.0 / 70 - 1, 0.02);
  EXPECT_LT(budget->count(), 100.0 / 70 - 1) << "some calls are late already below the capacity";
}
TEST(Shedding, HelpsWhereWhoIsLetInIsAnsweredInTime) { // fewer than capacity × timeout
  const auto places = placesThatHelp(textbook);
  ASSERT_TRUE(places);
  EXPECT_LT(places->count(), 100);
  EXPECT_GT(places->count(), 40);
  RetriedStation is = textbook;
  is.places = *places;
  EXPECT_FALSE(isMetastable(is));
  is.places = *places + Concurrency(2);
  EXPECT_TRUE(isMetastable(is));
}
TEST(RetriedStation, LosesAsMM1KWhereTheTimeoutIsLong) { // K = 3, ρ = 0.5: ρ³ / (1 + ρ + ρ² + ρ³)
  const RetriedStation is{
      .first = Rate(5), .capacity = Rate(10), .timeout = 100s, .places = Concurrency(3)};
  EXPECT_NEAR(failureAt(is, Rate(5)).count(), 0.125 / 1.875, 1e-9);
}
TEST(RetriedStation, IsLateByTheSameChanceWhicheverWayItIsCounted) { // 499 and 501 phases
  RetriedStation is{
      .first = Rate(1), .capacity = Rate(499), .timeout = 1s, .places = Concurrency(600)};
  const double exact = failureAt(is, Rate(1.02 * 499)).count();
  is.capacity = Rate(501);
  EXPECT_NEAR(failureAt(is, Rate(1.02 * 501)).count(), exact, 0.02);
}
TEST(RetriedStation, HasNoLimitToItsSize) {
  RetriedStation is = textbook;
  is.first = Rate(7e6);
  is.capacity = Rate(1e7);
  is.places = Concurrency(1e12);
  EXPECT_TRUE(isMetastable(is));
}
TEST(RetriedStation, ServesAsManyAsItCanWhereWorkForNobodyIsDropped) {
  RetriedStation is = textbook;
  is.isCancelled = true;
  const double answered = 280 * (1 - failureAt(is, Rate(280)).count());
  EXPECT_LT(answered, 100);
  EXPECT_GT(failureAt(is, Rate(280)).count(), 0);
  EXPECT_LT(failureAt(is, Rate(70)).count(), 1e-10);
}

} // namespace loadline::scenario
