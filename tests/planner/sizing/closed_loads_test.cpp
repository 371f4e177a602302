#include "planner/sizing/closed_loads.h"

#include <gtest/gtest.h>

namespace loadline::sizing {

namespace {

using namespace std::chrono_literals;
using units::Concurrency;
using units::Rate;

std::vector<double> sent(const std::vector<ClosedLoad> &loads,
                         const std::vector<SharedConstraint> &constraints) {
  std::vector<double> out;
  for (const Rate rate : ratesOf(loads, constraints))
    out.push_back(rate.count());
  return out;
}

} // namespace

TEST(ClosedLoads, ThatFillNothingSendWhatTheyWouldAlone) {
  EXPECT_EQ(sent({{Concurrency(10), 2s}}, {{Rate(6), {1}}}), std::vector<double>{5});
}
TEST(ClosedLoads, OfOneThatFillsAConstraintTakesItsRoom) { // two visits a request
  EXPECT_NEAR(sent({{Concurrency(100), 1s}}, {{Rate(30), {2}}})[0], 15, 1e-9);
}
TEST(ClosedLoads, WaitAlikeAtWhatTheyShare) { // 100 / (1 + 1) + 100 / (3 + 1) = 75: a wait of 1 s
  const auto rates = sent({{Concurrency(100), 1s}, {Concurrency(100), 3s}}, {{Rate(75), {1, 1}}});
  EXPECT_NEAR(rates[0], 50, 1e-9);
  EXPECT_NEAR(rates[1], 25, 1e-9);
}
TEST(ClosedLoads, LeaveOneThatMeetsNothingFullAlone) {
  const auto rates = sent({{Concurrency(100), 1s}, {Concurrency(50), 1s}}, {{Rate(10), {1, 0}}});
  EXPECT_NEAR(rates[0], 10, 1e-9);
  EXPECT_EQ(rates[1], 50);
}
// the long way waits at both: 60 / (1 + 1 + 1) = 20, and 60 / (1 + 1) = 30 beside it at each
TEST(ClosedLoads, WaitAtEachConstraintOnTheirWay) {
  const std::vector<ClosedLoad> loads(3, {Concurrency(60), 1s});
  const auto rates = sent(loads, {{Rate(50), {1, 1, 0}}, {Rate(50), {1, 0, 1}}});
  EXPECT_NEAR(rates[0], 20, 1e-6);
  EXPECT_NEAR(rates[1], 30, 1e-6);
  EXPECT_NEAR(rates[2], 30, 1e-6);
}
TEST(ClosedLoads, SendNothingThroughWhatHasNoRoom) {
  EXPECT_EQ(sent({{Concurrency(5), 1s}, {Concurrency(5), 1s}}, {{Rate(0), {1, 0}}}),
            (std::vector<double>{0, 5}));
}

} // namespace loadline::sizing
