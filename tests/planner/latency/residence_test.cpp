#include "planner/latency/residence.h"

#include "planner/spec/load_spec.h"

#include <gtest/gtest.h>

#include <cmath>

namespace loadline::latency {

namespace {

std::vector<Residence> residencesOf(const std::string &services) {
  const auto system = spec::parseSystem(
      "loadline: 1\nworkload: [ { to: a, rate: 1/s } ]\nservices:\n" + services, "spec.yaml");
  EXPECT_TRUE(system) << toString(system.error());
  return residences(*system);
}

/// Mean residence times in milliseconds, in the order of the spec; -1 where unknown.
std::vector<double> means(const std::string &services) {
  std::vector<double> out;
  for (const Residence &residence : residencesOf(services))
    out.push_back(residence.time ? std::round(residence.time->mean().count() * 1e7) / 1e4 : -1);
  return out;
}

} // namespace

TEST(Residence, HoldsOwnWorkAndSequentialCalls) {
  EXPECT_EQ(means("  a: { service_time: { mean: 5ms }, calls: [ { to: b, per_request: 2 } ] }\n  "
                  "b: { service_time: { mean: 10ms } }\n"),
            (std::vector<double>{25, 10}));
}
TEST(Residence, OfAServiceThatOnlyCallsIsThatOfItsCalls) {
  EXPECT_EQ(means("  a: { calls: [ { to: b } ] }\n  b: { service_time: { mean: 10ms } }\n"),
            (std::vector<double>{10, 10}));
}
TEST(Residence, OfAQuorumTakesNothingForAnAnswerThatWasGivenUp) {
  EXPECT_EQ(means("  a: { calls: [ { parallel: [ { to: b }, { to: c, timeout: 10ms }, { to: c, "
                  "timeout: 10ms } ], quorum: 1 } ] }\n"
                  "  b: { service_time: { mean: 200ms, distribution: deterministic } }\n"
                  "  c: { service_time: { mean: 50ms, distribution: deterministic } }\n"),
            (std::vector<double>{200, 200, 50}));
}
TEST(Residence, OfAQuorumThatFailsIsThatOfTheLastCall) {
  // The first two of three succeed with 0.7²: then 10/3 + 10/2 ms, else 10 more.
  const auto of =
      means("  a: { calls: [ { parallel: [ { to: b, per_request: 3 } ], quorum: 2 } ] }\n"
            "  b: { service_time: { mean: 10ms, distribution: exponential }, fails: "
            "30% }\n");
  EXPECT_NEAR(of[0], 10.0 / 3 + 5 + 0.51 * 10, 0.01);
}
TEST(Residence, WaitsForTheSlowestOfAParallelGroup) {
  EXPECT_EQ(means("  a: { calls: [ { parallel: [ { to: b }, { to: c } ] } ] }\n"
                  "  b: { service_time: { mean: 10ms, distribution: deterministic } }\n"
                  "  c: { service_time: { mean: 30ms, distribution: deterministic } }\n"),
            (std::vector<double>{30, 10, 30}));
}
TEST(Residence, OfACallEndsAtItsTimeout) {
  EXPECT_EQ(means("  a: { calls: [ { to: b, timeout: 4ms } ] }\n  b: { service_time: { mean: 10ms, "
                  "distribution: deterministic } }\n"),
            (std::vector<double>{4, 10}));
}
TEST(Residence, IsUnknownUpTheWayFromAnUnknownTime) {
  EXPECT_EQ(means("  a: { service_time: { mean: 5ms }, calls: [ { to: b } ] }\n  b: {}\n"),
            (std::vector<double>{-1, -1}));
}
TEST(Residence, OfACircleIsItsFixedPoint) {
  // a = 1 + b, b = 2 + a / 2: a = 6, b = 5
  EXPECT_EQ(means("  a: { service_time: { mean: 1ms, p99: 2ms }, calls: [ { to: b } ] }\n"
                  "  b: { service_time: { mean: 2ms, p99: 4ms }, calls: [ { to: a, per_request: "
                  "0.5 } ] }\n"),
            (std::vector<double>{6, 5}));
}
TEST(Residence, OfACircleThatAllButFeedsItselfIsSolvedAtOnce) { // (4 + 4) ms / (1 − 0.9999)
  EXPECT_EQ(means("  a: { service_time: { mean: 4ms }, calls: [ { to: b } ] }\n"
                  "  b: { service_time: { mean: 4ms }, calls: [ { to: a, per_request: 0.9999 } ] "
                  "}\n"),
            (std::vector<double>{80'000, 79'996}));
}
TEST(Residence, OfACircleThatAllButFeedsItselfHasTheSpreadOfItsRounds) {
  // X = A + B + I X': the variance is (4² + 4²) ms² / (1 − p) + p mean².
  const auto all = residencesOf(
      "  a: { service_time: { mean: 4ms, distribution: exponential }, calls: [ { to: b } ] }\n"
      "  b: { service_time: { mean: 4ms, distribution: exponential }, calls: [ { to: a, "
      "per_request: 0.9999 } ] }\n");
  ASSERT_TRUE(all[0].time && all[0].time->isSpreadKnown());
  EXPECT_NEAR(all[0].time->mean().count(), 80, 1e-6);
  EXPECT_NEAR(all[0].time->deviation()->count(), std::sqrt(32e-6 / 1e-4 + 0.9999 * 80 * 80), 1e-5);
}
TEST(Residence, OfACircleWithACallThatIsNotWaitedForLeavesItOut) {
  EXPECT_EQ(means("  a: { service_time: { mean: 4ms }, calls: [ { to: b }, { to: a, per_request: "
                  "0.5, async: true } ] }\n"
                  "  b: { service_time: { mean: 4ms }, calls: [ { to: a, per_request: 0.49999 } ] "
                  "}\n"),
            (std::vector<double>{15.9997, 11.9997}));
}
TEST(Residence, ThatDoesNotSettleIsAtLeastAsLongAsTheRoundsThatWereMade) {
  const auto all = residencesOf(
      "  a: { service_time: { mean: 4ms }, calls: [ { to: b } ] }\n"
      "  b: { service_time: { mean: 4ms }, calls: [ { to: a, per_request: 0.9999, timeout: 1h } ] "
      "}\n");
  ASSERT_FALSE(all[0].time);
  ASSERT_TRUE(all[0].atLeast);
  EXPECT_GT(*all[0].atLeast, Duration(10));
  EXPECT_LT(*all[0].atLeast, Duration(80));
}
TEST(Residence, ThatIsUnknownIsAtLeastTheWorkBeforeWhatIsUnknown) {
  const auto all = residencesOf("  a: { service_time: { mean: 5ms }, calls: [ { to: c }, { to: b } "
                                "] }\n  b: {}\n  c: { service_time: { mean: 3ms } }\n");
  EXPECT_EQ(all[0].atLeast, Duration(0.008));
  EXPECT_EQ(all[1].atLeast, std::nullopt);
  EXPECT_EQ(all[2].atLeast, std::nullopt);
}
TEST(Residence, ThatIsUnknownHasNoLeastWhereCallersTakeTheirRequestsAlong) {
  const auto all = residencesOf(
      "  a: { service_time: { mean: 5ms }, calls: [ { to: b, timeout: 1ms, cancel: true } ] }\n"
      "  b: { service_time: { mean: 5ms }, calls: [ { to: c } ] }\n  c: {}\n");
  EXPECT_EQ(all[0].atLeast, Duration(0.005));
  EXPECT_EQ(all[1].atLeast, std::nullopt);
}
TEST(Residence, HalfACoreTakesTwiceAsLong) {
  EXPECT_EQ(means("  a: { service_time: { mean: 10ms }, deployment: { cpu: 500m } }\n"),
            (std::vector<double>{20}));
}
TEST(Residence, OnlyTheCpuPartSlowsDown) {
  EXPECT_EQ(
      means("  a: { service_time: { mean: 10ms }, cpu_time: 2ms, deployment: { cpu: 500m } }\n"),
      (std::vector<double>{12}));
}
TEST(Residence, MoreCoresMakeNoRequestFaster) {
  EXPECT_EQ(means("  a: { service_time: { mean: 10ms }, deployment: { cpu: 8 } }\n"),
            (std::vector<double>{10}));
}

} // namespace loadline::latency
