#include "tests/planner/plan/planned.h"

namespace loadline::plan {

namespace {

/// A pod of 2 cores and 20 slots for 20/month, whose requests work 10 ms and wait 90 ms.
Plan priced(const std::string &more = "") {
  return planned("loadline: 1\nworkload: [ { to: a, rate: 1000/s } ]\nservices:\n"
                 "  a:\n    service_time: { mean: 100ms }\n    cpu_time: 10ms\n"
                 "    deployment: { replicas: 10, max_in_flight: 20, cpu: 2, price: 20/month" +
                 more +
                 " }\n    calls: [ { to: b, timeout: 1s, retries: 1 } ]\n"
                 "  b: { service_time: { mean: 0 } }\n");
}

} // namespace

TEST(BoundCosts, AreTakenByRequestAndBySlot) {
  const BoundCostPlan cost = priced().boundCosts.at(0);
  EXPECT_EQ(cost.service, "a");
  EXPECT_DOUBLE_EQ(cost.perSlot.value().count(), 1.0);
  EXPECT_DOUBLE_EQ(cost.perRate.count(), 0.1); // 20 slots carry 200/s of 0.1 s each, as do 2 cores
}

TEST(BoundCosts, TheBestBoundIsWhereTheCoresAreFull) {
  const BoundCostPlan cost = priced().boundCosts.at(0);
  EXPECT_DOUBLE_EQ(cost.bestBound.value().count(), 20); // 2 cores / 10 ms × 100 ms
  EXPECT_DOUBLE_EQ(cost.perRateAtBest.value().count(), 0.1);
}

TEST(BoundCosts, SmallPodsPayTheirSparePartsLess) {
  const BoundCostPlan cost = priced().boundCosts.at(0);
  // 1000/s × 0.1 s / 70 % = 143 inside, by 20 a pod: 8 and a spare one; 15 of half the size; 4.
  EXPECT_DOUBLE_EQ(cost.declared.value().count(), 9 * 20);
  EXPECT_DOUBLE_EQ(cost.half.value().count(), 16 * 10);
  EXPECT_DOUBLE_EQ(cost.twice.value().count(), 5 * 40);
}

TEST(BoundCosts, TheMemoryThatEachPodTakesMakesSmallOnesDearer) {
  const BoundCostPlan cost =
      priced(", memory: 1Gi, base_memory: 600Mi, per_request: { memory: 1Mi }").boundCosts.at(0);
  EXPECT_FALSE(cost.half); // 512 Mi are too few to start
}

TEST(BoundCosts, ABoundKeepsOutWhatAHungCalleeWouldHold) {
  const BoundCostPlan cost = priced(", per_request: { memory: 1Mi }").boundCosts.at(0);
  EXPECT_DOUBLE_EQ(cost.heldUnbounded.value().count(), 2000); // 1000/s × 2 attempts × 1 s
  EXPECT_DOUBLE_EQ(cost.memoryUnbounded.value().count(), 2000 * 1048576.0);
  EXPECT_DOUBLE_EQ(cost.memoryBounded.value().count(), 200 * 1048576.0);
}

TEST(BoundCosts, ABudgetOfRetriesLetsACalleeHoldNoMore) { // 200/s × 2 s × attempts
  const auto held = [](const std::string &retries) {
    const Plan plan =
        planned("loadline: 1\nworkload: [ { to: a, rate: 200/s } ]\nservices:\n  a:\n"
                "    service_time: { mean: 5ms }\n"
                "    deployment: { replicas: 4, max_in_flight: 25, cpu: 1, price: 50/month }\n"
                "    calls: [ { to: b, timeout: 2s, retries: " +
                retries + " } ]\n  b: { service_time: { mean: 0 } }\n");
    return plan.boundCosts.at(0).heldUnbounded.value().count();
  };
  EXPECT_DOUBLE_EQ(held("{ max: 2, budget: 20% }"), 480);  // 1.2
  EXPECT_DOUBLE_EQ(held("{ max: 2, budget: 100% }"), 800); // 2
  EXPECT_DOUBLE_EQ(held("2"), 1200);
}

} // namespace loadline::plan
