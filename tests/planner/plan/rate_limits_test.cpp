#include "tests/planner/plan/planned.h"

// What callers can push at a service that takes no more than a rate.

namespace loadline::plan {

namespace {

/// Callers of a provider that takes 100/s and answers in 100 ms: 10 in flight do it.
Plan ofCallers(const std::string &callers) {
  return plannedServices(callers + "  pay: { external: true, rate_limit: 100/s, service_time: "
                                   "{ mean: 100ms } }\n");
}

} // namespace

TEST(RateLimits, AreWhatAllThatACallerKeepsInFlightIsHeldAgainst) { // 6 × 32 / 100 ms
  const Plan plan = ofCallers("  a: { deployment: { replicas: 6, max_in_flight: 32 }, calls: [ { "
                              "to: pay, connections: 32 } ] }\n");
  const EdgePlan &call = edgeOf(plan, "a", "pay");
  EXPECT_EQ(call.offeredRate, Rate(1920));
  EXPECT_EQ(call.admittedRate, Rate(100));
  EXPECT_EQ(call.rateOversubscription, Ratio(1920.0 / 100));
  EXPECT_EQ(messagesOf(plan, "oversubscribed-rate"),
            "'a' can keep 192 in flight, for 100 ms each, and so send 1920/s to 'pay', whose rate "
            "limit is 100/s: 19.2x\n");
}
TEST(RateLimits, AreHeldAgainstTheRateThatACallerPromises) { // 150 × 2 calls
  const Plan plan = ofCallers("  a: { contract: { max_rate: 150/s, max_in_flight: 5 }, calls: [ { "
                              "to: pay, per_request: 2 } ] }\n");
  EXPECT_EQ(edgeOf(plan, "a", "pay").rateOversubscription, Ratio(3));
  EXPECT_EQ(messagesOf(plan, "oversubscribed-rate"),
            "the contract of 'a' lets 300/s through to 'pay', whose rate limit is 100/s: 3x\n");
}
TEST(RateLimits, AreHeldAgainstAllCallersTogether) {
  const Plan plan = ofCallers("  a: { contract: { max_in_flight: 10 }, calls: [ { to: b }, { to: "
                              "pay } ] }\n  b: { contract: { max_in_flight: 5 }, calls: [ { to: "
                              "pay } ] }\n");
  EXPECT_EQ(messagesOf(plan, "oversubscribed-rate"),
            "the callers of 'pay' (a 100/s and b 50/s) can send 150/s there, and its rate limit is "
            "100/s: 1.5x\n");
}
TEST(RateLimits, SayNothingOfACallerThatNothingBounds) {
  const Plan plan = ofCallers("  a: { calls: [ { to: pay } ] }\n");
  EXPECT_EQ(edgeOf(plan, "a", "pay").offeredRate, std::nullopt);
  EXPECT_EQ(messagesOf(plan, "oversubscribed-rate"), "");
}
TEST(RateLimits, AboveTheContractRateLeaveThat) {
  const Plan plan = plannedServices(
      "  a: { contract: { max_rate: 150/s }, calls: [ { to: b } ] }\n"
      "  b: { rate_limit: 100/s, contract: { max_rate: 50/s }, service_time: { mean: 10ms } }\n");
  EXPECT_EQ(edgeOf(plan, "a", "b").admittedRate, Rate(50));
  EXPECT_EQ(edgeOf(plan, "a", "b").rateOversubscription, Ratio(3));
}

} // namespace loadline::plan
