#include "planner/traffic/batches.h"

#include <gtest/gtest.h>

#include <cmath>

namespace loadline::traffic {

using namespace std::chrono_literals;
using units::Duration;
using units::Rate;

namespace {

/// P(N <= most) of a Poisson number, term by term.
double poissonUpTo(int most, double mean) {
  double term = std::exp(-mean), sum = 0.0;
  for (int n = 0; n <= most; ++n) {
    sum += term;
    term *= mean / (n + 1);
  }
  return sum;
}

/// The integral of a tail, by steps.
double meanOf(const SharedBatch &batch) {
  constexpr int steps = 100'000;
  const double step = batch.longest().count() / steps;
  double sum = 0.0;
  for (int i = 0; i < steps; ++i)
    sum += batch.above(Duration((i + 0.5) * step)) * step;
  return sum;
}

} // namespace

TEST(SharedBatches, OfOneCallEachWaitForAnyNumberOfOthers) { // r of 0 to 9, each as likely
  const SharedBatch batch({.size = 10, .requests = Rate(100)});
  EXPECT_NEAR(batch.requests(), 10, 1e-9);
  EXPECT_NEAR(batch.mean().count(), 4.5 / 100, 1e-12);
  double above = 0.0;
  for (int others = 1; others < 10; ++others)
    above += poissonUpTo(others - 1, 100 * 0.0818) / 10;
  EXPECT_NEAR(batch.above(81.8ms), above, 1e-12);
}
TEST(SharedBatches, ThatLeaveByAgeLetTheirFirstCallWaitAllOfIt) { // one, and N(w) more
  const SharedBatch batch({.size = 1000, .wait = 200ms, .requests = Rate(50)});
  EXPECT_NEAR(batch.requests(), 11, 1e-9);
  EXPECT_NEAR(batch.mean().count(), (0.2 + 10 * 0.1) / 11, 1e-12);
  EXPECT_NEAR(batch.above(150ms), (1 + 50 * 0.05) / 11, 1e-12);
  EXPECT_NEAR(batch.above(199.999999ms), 1.0 / 11, 1e-6);
  EXPECT_EQ(batch.above(200ms), 0);
}
TEST(SharedBatches, OfTwoLeaveWithTheNextCallOrByAge) { // an exponential that is cut, or none
  const double rate = 30, wait = 0.02, next = 1 - std::exp(-rate * wait);
  const SharedBatch batch({.size = 2, .wait = Duration(wait), .requests = Rate(rate)});
  EXPECT_NEAR(batch.requests(), 1 + next, 1e-12);
  EXPECT_NEAR(batch.mean().count(), next / rate / (1 + next), 1e-12);
  EXPECT_NEAR(batch.above(10ms), std::exp(-0.3) / (1 + next), 1e-12);
}
TEST(SharedBatches, HoldTheCallsOfARequestTogether) { // 4 and 4 fill 8: every other one waits
  const SharedBatch batch({.size = 8, .calls = 4, .requests = Rate(10)});
  EXPECT_NEAR(batch.requests(), 2, 1e-9);
  EXPECT_NEAR(batch.mean().count(), 0.05, 1e-12);
  EXPECT_EQ(batch.split(), 0);
}
TEST(SharedBatches, BeginWithTheCallsThatTheLastOneHadNoRoomFor) {
  // 2, 2 and 1 of 2 fill 5, then 1, 2 and 2: the five requests wait for 2, 1, 2, 1 and no others.
  const SharedBatch batch({.size = 5, .calls = 2, .requests = Rate(100)});
  EXPECT_NEAR(batch.requests(), 2.5, 1e-9);
  EXPECT_NEAR(batch.split(), 0.2, 1e-9);
  EXPECT_NEAR(batch.mean().count(), (2 + 1 + 2 + 1 + 0) / 5.0 / 100, 1e-12);
  EXPECT_NEAR(batch.aboveOfSplit(10ms), poissonUpTo(1, 1), 1e-12); // two more fill it
}
TEST(SharedBatches, KeepTheirMeanWhicheverWayTheyLeave) {
  const SharedBatch mixed({.size = 10, .calls = 2.3, .wait = 40ms, .requests = Rate(90)});
  EXPECT_NEAR(meanOf(mixed), mixed.mean().count(), 1e-6);
  const SharedBatch filled({.size = 7, .calls = 2.5, .requests = Rate(90)});
  EXPECT_NEAR(meanOf(filled), filled.mean().count(), 1e-6);
  EXPECT_NEAR(filled.requests(), 7 / 2.5, 1e-6);
}
TEST(SharedBatches, OfNearlyAlwaysAsManyCallsAsFillThemHaveTheirMean) {
  const SharedBatch batch({.size = 10, .calls = 9.999999, .requests = Rate(100)});
  EXPECT_NEAR(batch.requests(), 10 / 9.999999, 1e-9);
  EXPECT_NEAR(batch.mean().count(), 0.009, 1e-6); // 0 to 9 calls are missing, each as likely
}
TEST(SharedBatches, TooLargeToBeCountedComeNearToAnEvenWait) {
  const SharedBatch filled({.size = 1e9, .requests = Rate(1e6)});
  EXPECT_NEAR(filled.mean().count(), 500, 0.1);
  EXPECT_NEAR(filled.above(Duration(250)), 0.75, 1e-3);
  EXPECT_NEAR(filled.requests(), 1e9, 1);
  const SharedBatch aged({.size = 1e9, .wait = 1s, .requests = Rate(1e6)});
  EXPECT_NEAR(aged.requests(), 1e6, 200);
  EXPECT_NEAR(aged.mean().count(), 0.5, 1e-3);
}
TEST(SharedBatches, ThatNobodyFillsWaitAsLongAsTheyMay) {
  EXPECT_EQ(SharedBatch({.size = 10, .wait = 5ms}).mean(), Duration(0.005));
  EXPECT_EQ(SharedBatch({.size = 10}).mean(), Duration(0));
}

} // namespace loadline::traffic
