#include "tests/planner/plan/planned.h"

// What a callee allows one caller, in the bound stack.

namespace loadline::plan {

namespace {

Plan ofQuota(const std::string &quota) {
  return plannedServices(
      "  a: { contract: { max_in_flight: 50, max_rate: 200/s }, calls: [ { to: b } ] }\n"
      "  b: { contract: { max_in_flight: 100, max_rate: 500/s, per_caller: { " +
      quota + " } }, service_time: { mean: 10ms } }\n  other: {}\n");
}

} // namespace

TEST(CallerQuotas, AreWhatTheCallIsHeldAgainst) { // 50 / 2 and 200 / 20
  const Plan plan = ofQuota("a: { max_in_flight: 2, max_rate: 20/s }");
  const EdgePlan &call = edgeOf(plan, "a", "b");
  EXPECT_EQ(call.admittedInFlight, Concurrency(2));
  EXPECT_EQ(call.oversubscription, Ratio(25));
  EXPECT_EQ(call.rateOversubscription, Ratio(10));
  EXPECT_EQ(call.remedies->admitLess, Concurrency(2));
}
TEST(CallerQuotas, AreInherited) {
  const Plan plan = ofQuota("a: { max_in_flight: 2 }");
  EXPECT_EQ(plan.find("a")->inheritedInFlight, Concurrency(2));
  EXPECT_EQ(plan.system.usefulInFlight, Concurrency(2));
}
TEST(CallerQuotas, OfTheDefaultHoldForACallerThatIsNotNamed) {
  EXPECT_EQ(edgeOf(ofQuota("default: { max_in_flight: 5 }"), "a", "b").admittedInFlight,
            Concurrency(5));
}
TEST(CallerQuotas, AboveTheBoundOrOfOthersLeaveTheBound) {
  EXPECT_EQ(edgeOf(ofQuota("a: { max_in_flight: 300 }"), "a", "b").admittedInFlight,
            Concurrency(100));
  EXPECT_EQ(edgeOf(ofQuota("other: { max_in_flight: 2 }"), "a", "b").admittedInFlight,
            Concurrency(100));
}

} // namespace loadline::plan
