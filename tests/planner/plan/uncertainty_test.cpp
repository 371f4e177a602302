#include "tests/planner/plan/planned.h"

// Ranges in a spec give ranges in its answers.

namespace loadline::plan {

namespace {

const RangePlan *rangeOf(const Plan &plan, std::string_view field) {
  for (const RangePlan &range : plan.ranges)
    if (range.field == field)
      return &range;
  return nullptr;
}

} // namespace

TEST(Ranges, OfATimeGiveARangeInFlight) { // 100/s × 80 to 120 ms
  const Plan plan =
      plannedServices("  a: { service_time: { mean: 80..120ms }, pool: { size: 20 } }\n");
  EXPECT_NEAR(plan.find("a")->inFlightMean->count(), 10, 1e-9); // at the middle
  const RangePlan *range = rangeOf(plan, "a.in_flight.mean");
  ASSERT_TRUE(range);
  EXPECT_NEAR(range->low, 8, 1e-9);
  EXPECT_NEAR(range->high, 12, 1e-9);
  EXPECT_NEAR(range->p5, 8.2, 0.25);
  EXPECT_NEAR(range->p95, 11.8, 0.25);
}
TEST(Ranges, StandWhereOneOfTheirEndsHasNoAnswer) { // p99 / mean is at most 14.9
  const Plan plan =
      plannedServices("  a: { service_time: { mean: 2..6ms, p99: 30ms }, pool: { size: 8 } }\n");
  ASSERT_TRUE(rangeOf(plan, "a.in_flight.mean"));
  EXPECT_NEAR(rangeOf(plan, "a.in_flight.mean")->high, 0.6, 1e-9);
}
TEST(Ranges, LeaveOutWhatTheyDoNotMove) {
  const Plan plan = plannedServices("  a: { service_time: { mean: 80ms..120ms } }\n");
  EXPECT_FALSE(rangeOf(plan, "a.arrival_rate"));
  const Plan hardly =
      plannedServices("  a: { calls: [ { to: b, timeout: 5s } ] }\n"
                      "  b: { service_time: { mean: 100..200ms, distribution: exponential } }\n");
  EXPECT_FALSE(rangeOf(hardly, "a.success.expected")); // a call in 10^11 takes so long
  EXPECT_TRUE(rangeOf(hardly, "a.residence_time.mean"));
}
TEST(Ranges, OfWholeNumbersAreDrawnWhole) {
  const Plan plan = plannedServices(
      "  a: { service_time: { mean: 10ms }, deployment: { replicas: 2..4, cpu: 1 } }\n");
  EXPECT_NEAR(rangeOf(plan, "a.cpu_utilization")->low, 0.25, 1e-12);
  EXPECT_NEAR(rangeOf(plan, "a.cpu_utilization")->high, 0.5, 1e-12);
}
TEST(Ranges, ReachMoneyFailuresGrowthAndCalls) {
  const Plan plan = planned(R"(
loadline: 1
workload: [ { to: a, rate: { baseline: 100/s, peak: 100/s, growth: 5..10%/month } } ]
services:
  a:
    service_time: { mean: 10ms }
    deployment: { replicas: 2, max_in_flight: 5, price: 10..30/month }
    calls: [ { to: b, cache_hit: 50..90% } ]
  b: { fails: 1..2%, service_time: { mean: 5ms }, pool: { size: 5..10 } }
)");
  const auto goes = [&](std::string_view field, double low, double high) {
    const RangePlan *range = rangeOf(plan, field);
    ASSERT_TRUE(range) << field;
    EXPECT_NEAR(range->low, low, 1e-9 * high) << field;
    EXPECT_NEAR(range->high, high, 1e-9 * high) << field;
  };
  goes("a.cost.declared", 20, 60);
  goes("system.cost.declared", 20, 60);
  goes("b.success.expected", 0.98, 0.99);
  goes("b.max_in_flight.declared", 5, 10);
  goes("a:b.rate", 10, 50);
  goes("a:b.oversubscription", 1, 2);
  ASSERT_TRUE(rangeOf(plan, "system.growth.full_in_months"));
}
TEST(Ranges, ReachBurstsPromisesAndConstraints) {
  const Plan plan = planned(R"(
loadline: 1
workload: [ { to: a, rate: 100/s, burst: { factor: 1..4, lasts: 10s } } ]
services:
  a:
    service_time: { mean: 10ms }
    deployment: { replicas: 2, max_in_flight: 1, memory: 1Gi, per_request: { memory: 64..128Mi } }
    contract: { max_in_flight: 2, max_rate: 200/s, on_excess: reject, per_tenant: { t: { count: 3..6, max_rate: 50/s } } }
)");
  const auto goes = [&](std::string_view field, double low, double high) {
    const RangePlan *range = rangeOf(plan, field);
    ASSERT_TRUE(range) << field;
    EXPECT_NEAR(range->low, low, 1e-9) << field;
    EXPECT_NEAR(range->high, high, 1e-9) << field;
  };
  goes("burst:a.waiting", 0, 2000); // 200/s are let through, 400/s come for 10 s
  goes("promise:a/tenants.rate_factor", 0.75, 1.5);
  goes("a.constraints.memory.in_flight", 16, 32); // two replicas
  goes("a.constraints.memory.limit", 1600, 3200);
}
TEST(Ranges, AreTheSameEveryTime) {
  const std::string spec = "  a: { service_time: { mean: 80..120ms } }\n";
  EXPECT_EQ(plannedServices(spec).ranges[0].p5, plannedServices(spec).ranges[0].p5);
}
TEST(Ranges, OfASpecWithoutAnyAreNone) {
  EXPECT_TRUE(plannedServices("  a: { service_time: { mean: 80ms } }\n").ranges.empty());
}

TEST(Ranges, ThatFillAServiceInOneDrawOfTwentyAreFound) { // 100/s × 14.5 ms in the middle, of 2
  EXPECT_EQ(
      messagesOf(plannedServices("  a: { service_time: { mean: 5..24ms }, pool: { size: 2 } }\n"),
                 "over-capacity-in-range"),
      "'a' uses 72.5% of its pool at the middle of the spec's ranges, and 112% at the 95th "
      "percentile of what they allow, 120% at the most\n");
  EXPECT_EQ(
      messagesOf(plannedServices("  a: { service_time: { mean: 5..24ms }, pool: { size: 3 } }\n"),
                 "over-capacity-in-range"),
      "");
}

} // namespace loadline::plan
