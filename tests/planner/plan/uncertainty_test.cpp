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
}
TEST(Ranges, OfWholeNumbersAreDrawnWhole) {
  const Plan plan = plannedServices(
      "  a: { service_time: { mean: 10ms }, deployment: { replicas: 2..4, cpu: 1 } }\n");
  EXPECT_NEAR(rangeOf(plan, "a.cpu_utilization")->low, 0.25, 1e-12);
  EXPECT_NEAR(rangeOf(plan, "a.cpu_utilization")->high, 0.5, 1e-12);
}
TEST(Ranges, AreTheSameEveryTime) {
  const std::string spec = "  a: { service_time: { mean: 80..120ms } }\n";
  EXPECT_EQ(plannedServices(spec).ranges[0].p5, plannedServices(spec).ranges[0].p5);
}
TEST(Ranges, OfASpecWithoutAnyAreNone) {
  EXPECT_TRUE(plannedServices("  a: { service_time: { mean: 80ms } }\n").ranges.empty());
}

} // namespace loadline::plan
