#include "planner/latency/attempts.h"
#include "planner/latency/compose.h"

#include <gtest/gtest.h>

#include <cmath>

namespace loadline::latency {

using namespace std::chrono_literals;

TEST(Sum, MeansAndVariancesAdd) {
  const Distribution both = sum({Distribution::exponential(3ms), Distribution::exponential(4ms)});
  EXPECT_NEAR(both.mean().count(), 0.007, 1e-15);
  EXPECT_NEAR(both.deviation()->count(), 0.005, 1e-15); // 3, 4, 5
}
TEST(Sum, OnePartAloneKeepsItsShape) {
  const Distribution one = sum({Distribution::deterministic(0ms), Distribution::exponential(10ms)});
  EXPECT_NEAR(one.quantile(0.99)->count(), 0.01 * std::log(100.0), 1e-15);
}
TEST(Sum, OneUnknownSpreadLeavesTheMean) {
  const Distribution both = sum({Distribution::exponential(3ms), Distribution::meanOnly(4ms)});
  EXPECT_NEAR(both.mean().count(), 0.007, 1e-15);
  EXPECT_FALSE(both.deviation());
}
TEST(Sum, CertainPartsGiveACertainWhole) {
  EXPECT_TRUE(
      sum({Distribution::deterministic(3ms), Distribution::deterministic(4ms)}).isCertain());
}

TEST(InSequence, TwoCallsTakeTwiceAsLong) {
  const Distribution two = inSequence({.each = Distribution::exponential(10ms), .count = 2});
  EXPECT_NEAR(two.mean().count(), 0.02, 1e-15);
  EXPECT_NEAR(two.deviation()->count(), 0.01 * std::sqrt(2.0), 1e-15); // an Erlang of two stages
}
TEST(InSequence, OneCallInTenOfACertainTimeIsAChance) {
  const Distribution rare = inSequence({.each = Distribution::deterministic(10ms), .count = 0.1});
  EXPECT_NEAR(rare.mean().count(), 0.001, 1e-15);
  EXPECT_NEAR(rare.deviation()->count(), 0.01 * std::sqrt(0.1 * 0.9), 1e-12);
}
TEST(InSequence, ACacheIsAChanceToo) {
  const Distribution missed =
      inSequence({.each = Distribution::deterministic(10ms), .reaching = 0.1});
  EXPECT_NEAR(missed.deviation()->count(), 0.01 * std::sqrt(0.1 * 0.9), 1e-12);
}
TEST(InSequence, AGeometricNumberOfExponentialsHasItsKnownSpread) {
  // N geometric from 0 with mean 2 has variance 6: Var = 2 * 1 + 6 * 1 = 8 squared means
  const Distribution some =
      inSequence({.each = Distribution::exponential(10ms), .count = 2, .isGeometric = true});
  EXPECT_NEAR(some.mean().count(), 0.02, 1e-15);
  EXPECT_NEAR(some.deviation()->count(), 0.01 * std::sqrt(8.0), 1e-12);
}

TEST(Slowest, OfTwoEqualExponentialsIsThreeHalves) {
  // E max = 1 + 1/2, Var max = 1 + 1/4 in squared means
  const Distribution last = slowest(
      {{.each = Distribution::exponential(10ms)}, {.each = Distribution::exponential(10ms)}});
  EXPECT_NEAR(last.mean().count(), 0.015, 1e-6);
  EXPECT_NEAR(last.deviation()->count(), 0.01 * std::sqrt(1.25), 3e-6);
}
TEST(Slowest, OfFourCallsToOneCalleeCountsFour) {
  const Distribution last = slowest({{.each = Distribution::exponential(12ms), .count = 4}});
  EXPECT_NEAR(last.mean().count(), 0.012 * (1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4), 1e-6);
}
TEST(Slowest, OfCertainTimesIsTheLongest) {
  const Distribution last = slowest(
      {{.each = Distribution::deterministic(10ms)}, {.each = Distribution::deterministic(30ms)}});
  EXPECT_NEAR(last.mean().count(), 0.03, 1e-12);
  EXPECT_TRUE(last.isCertain());
}
TEST(Slowest, OfACallThatIsRareIsTheOtherMostOfTheTime) {
  const Distribution last = slowest({{.each = Distribution::deterministic(10ms)},
                                     {.each = Distribution::deterministic(30ms), .count = 0.5}});
  EXPECT_NEAR(last.mean().count(), 0.02, 1e-12);
}
TEST(Slowest, WithAnUnknownSpreadHasTheLargestMean) {
  const Distribution last =
      slowest({{.each = Distribution::exponential(10ms)}, {.each = Distribution::meanOnly(30ms)}});
  EXPECT_EQ(last.mean(), Duration(30ms));
  EXPECT_FALSE(last.deviation());
}

TEST(Cut, AnExponentialAtItsMeanLosesAThird) {
  EXPECT_NEAR(cut(Distribution::exponential(10ms), 10ms).mean().count(),
              0.01 * (1 - std::exp(-1.0)), 1e-8);
}
TEST(Cut, ALimitThatIsNeverReachedChangesNothing) {
  EXPECT_EQ(cut(Distribution::exponential(1ms), 1s).quantile(0.99),
            Distribution::exponential(1ms).quantile(0.99));
}

TEST(RetryBudget, ThatIsSpentLeavesTheOtherFailuresAsTheyAre) {
  // 100 calls make 110 attempts, half of which succeed: 55. Each retry costs its failure's 10 ms
  // and the backoff of 10 ms before it: 10 + 0.1 × 20
  const Outcome made = outcome(Distribution::deterministic(10ms),
                               {.retries = 3, .backoff = 10ms, .budget = 0.1, .failing = 0.5});
  EXPECT_NEAR(made.attempts, 1.1, 1e-12);
  EXPECT_NEAR(made.failure, 0.45, 1e-12);
  EXPECT_NEAR(made.time.mean().count(), 0.012, 1e-12);
  EXPECT_NEAR(made.time.quantile(0.99)->count(), 0.030, 1e-12); // one call in eleven has a second
}
TEST(RetryBudget, ThatIsEnoughChangesNothing) { // 0.01 + 0.0001 retries a call
  const Attempts tight{.retries = 2, .budget = 0.0102, .failing = 0.01};
  const Outcome made = outcome(Distribution::deterministic(10ms), tight);
  EXPECT_NEAR(made.attempts, 1.0101, 1e-12);
  EXPECT_NEAR(made.failure, 1e-6, 1e-15);
}
TEST(RetryBudget, OfNothingMakesNoRetry) {
  const Outcome made =
      outcome(Distribution::deterministic(10ms), {.retries = 3, .budget = 0.0, .failing = 0.5});
  EXPECT_NEAR(made.attempts, 1, 1e-12);
  EXPECT_NEAR(made.failure, 0.5, 1e-12);
}

TEST(Hedge, AndTimeoutFailWhereNeitherAttemptIsInTime) { // the first has 40 ms, the second 10
  const Outcome made =
      outcome(Distribution::exponential(20ms), {.timeout = 40ms, .hedgeAfter = 30ms});
  EXPECT_NEAR(made.failure, std::exp(-40.0 / 20) * std::exp(-10.0 / 20), 1e-12);
  EXPECT_NEAR(made.attempts, 1 + std::exp(-30.0 / 20), 1e-12);
}
TEST(Hedge, IsMadeAgainWithEachRetry) {
  const Outcome made =
      outcome(Distribution::exponential(20ms), {.timeout = 40ms, .hedgeAfter = 30ms, .retries = 1});
  EXPECT_NEAR(made.attempts, (1 + std::exp(-1.5)) * (1 + std::exp(-2.5)), 1e-12);
}
TEST(Hedge, AfterTheTimeoutIsNeverMade) {
  const Outcome made =
      outcome(Distribution::exponential(20ms), {.timeout = 20ms, .hedgeAfter = 50ms});
  EXPECT_NEAR(made.attempts, 1, 1e-12);
  EXPECT_NEAR(made.failure, std::exp(-1.0), 1e-12);
}
TEST(Hedge, FailsWhereBothAttemptsDo) { // the early ones with 0.2, the others with 0.2 × 0.2
  const Outcome made =
      outcome(Distribution::exponential(10ms), {.hedgeAfter = 20ms, .failing = 0.2});
  const double late = std::exp(-2.0);
  EXPECT_NEAR(made.failure, (1 - late) * 0.2 + late * 0.04, 1e-9);
}

TEST(Cancelled, AttemptsLeaveTheCalleeAtTheTimeout) { // E min(X, 50) = 50 (1 − 1/e)
  const Outcome made = outcome(Distribution::exponential(50ms),
                               {.timeout = 50ms, .retries = 1, .isCancelled = true});
  EXPECT_NEAR(made.held->mean().count(), 0.05 * (1 - std::exp(-1.0)), 1e-9);
  EXPECT_NEAR(made.attempts, 1 + std::exp(-1.0), 1e-12);
}

} // namespace loadline::latency
