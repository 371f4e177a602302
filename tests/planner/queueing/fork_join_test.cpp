#include "planner/queueing/fork_join.h"
#include "planner/queueing/scalability.h"

#include <gtest/gtest.h>

#include <cmath>

namespace loadline::queueing {

using units::Rate;
using namespace std::chrono_literals;

namespace {

double joined(double busy, int branches) {
  return forkJoin(Rate(busy), 1s, branches).count();
}

} // namespace

TEST(ForkJoin, IsExactForTwoBranches) {
  EXPECT_NEAR(joined(0.01, 2), 1.5138889, 1e-7);
  EXPECT_NEAR(joined(0.5, 2), 2.875, 1e-12);
  EXPECT_NEAR(joined(0.8, 2), 7.0, 1e-12);
}
TEST(ForkJoin, IsNelsonAndTantawisForEight) {
  EXPECT_NEAR(joined(0.5, 8), 4.78482, 1e-5);
  EXPECT_NEAR(joined(0.8, 8), 11.03, 1e-2);
  EXPECT_NEAR(joined(0.5, 8), 4.846, 0.05 * 4.846); // simulation
  EXPECT_NEAR(joined(0.8, 8), 11.36, 0.05 * 11.36);
}
TEST(ForkJoin, OfOneBranchIsOneQueue) {
  EXPECT_NEAR(joined(0.5, 1), 2, 1e-12);
}
TEST(ForkJoin, WithoutLoadIsTheSlowestOfItsBranches) {
  EXPECT_NEAR(joined(0, 8), slowestExponential(1s, 8).count(), 1e-12);
  EXPECT_NEAR(slowestExponential(1s, 8).count(), 2.717857142857143, 1e-12);
}
TEST(ForkJoin, ThatIsOverrunNeverJoins) {
  EXPECT_TRUE(std::isinf(joined(1, 2)));
}

TEST(Scalability, PeaksWhereCoherencySays) { // the fit to SPEC SDM of the usl package
  const Scalability law{Rate(89.995227), 0.02772847, 0.0001043655};
  EXPECT_NEAR(peakNumber(law), 96.519553, 1e-3);
  EXPECT_NEAR(throughput(law, peakNumber(law)).count(), 1883.899, 0.05);
  EXPECT_NEAR(limit(law).count(), 3245.589, 0.01);
  EXPECT_NEAR(throughput(law, 50).count(), 1721.151, 0.02);
  EXPECT_NEAR(throughput(law, 300).count(), 1447.458, 0.02);
}
TEST(Scalability, WithoutCoherencyNeverPeaks) {
  EXPECT_TRUE(std::isinf(peakNumber({Rate(1), 0.1, 0})));
  EXPECT_NEAR(throughput({Rate(10), 0, 0}, 7).count(), 70, 1e-12);
}

} // namespace loadline::queueing
