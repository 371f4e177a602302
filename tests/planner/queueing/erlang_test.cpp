#include "planner/queueing/erlang.h"

#include <gtest/gtest.h>

// Values of octave-queueing, PDQ and published tables, or by hand.

namespace loadline::queueing {

using units::Concurrency;
using units::Ratio;

namespace {

double b(double offered, int workers) {
  return erlangB(Concurrency(offered), workers).count();
}
double c(double offered, int workers) {
  return erlangC(Concurrency(offered), workers).count();
}

} // namespace

TEST(ErlangB, FollowsTheTablesOfLossSystems) {
  EXPECT_NEAR(b(8.108, 15), 0.0099996319, 1e-9);
  EXPECT_NEAR(b(5.0, 10), 0.018384570337, 1e-9);
  EXPECT_NEAR(b(12.03, 20), 0.009995867913, 1e-9);
  EXPECT_NEAR(b(37.9, 50), 0.009995398068, 1e-9);
  EXPECT_NEAR(b(84.06, 100), 0.009991702588, 1e-9);
  EXPECT_NEAR(b(950, 1000), 0.003649293689, 1e-9);
}
TEST(ErlangB, OneWorkerLosesItsBusyShare) {
  EXPECT_NEAR(b(1, 1), 0.5, 1e-15);
}
TEST(ErlangB, StaysFiniteForTenThousandWorkers) {
  EXPECT_GT(b(10000, 10000), 0);
  EXPECT_LT(b(10000, 10000), 0.01);
}
TEST(ErlangB, FindsTheFewestWorkersForALoss) {
  EXPECT_EQ(workersForLoss(Concurrency(8.108), Ratio(0.01)), 15);
  EXPECT_EQ(workersForLoss(Concurrency(8.11), Ratio(0.00999)), 16);
}

TEST(ErlangC, ThreeWorkersOfferedTwoErlangsMakeFourInNineWait) {
  EXPECT_NEAR(c(2, 3), 4.0 / 9, 1e-12);
}
TEST(ErlangC, OneWorkerWaitsAsOftenAsItIsBusy) {
  EXPECT_NEAR(c(0.7, 1), 0.7, 1e-12);
}
TEST(ErlangC, FollowsTheTablesUpToAThousandWorkers) {
  EXPECT_NEAR(c(8, 10), 0.409180150796, 1e-9);
  EXPECT_NEAR(c(9.9, 10), 0.963738420388, 1e-9);
  EXPECT_NEAR(c(1.8, 2), 0.852631578947, 1e-9);
  EXPECT_NEAR(c(18, 20), 0.550769004816, 1e-9);
  EXPECT_NEAR(c(90, 100), 0.216940480906, 1e-9);
  EXPECT_NEAR(c(450, 500), 0.012208889635, 1e-9);
  EXPECT_NEAR(c(900, 1000), 0.000592669966, 1e-9);
}
TEST(ErlangC, EveryoneWaitsWhenMoreArrivesThanIsDone) {
  EXPECT_EQ(c(11, 10), 1);
}

} // namespace loadline::queueing
