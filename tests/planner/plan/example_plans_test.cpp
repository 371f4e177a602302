#include "tests/planner/plan/planned.h"

#include "planner/plan/plan_text.h"

// The two specs of the documentation plan as their text says.

namespace loadline::plan {

namespace {

const Plan &shop() {
  static const Plan plan = examplePlan("shop");
  return plan;
}

const Plan &bench() {
  static const Plan plan = examplePlan("bench");
  return plan;
}

bool assumes(const Plan &plan, std::string_view field) {
  return std::any_of(
      plan.assumptions.begin(), plan.assumptions.end(),
      [&](const Assumption &assumption) { return assumption.field.starts_with(field); });
}

} // namespace

TEST(Shop, CacheHitsLeaveATenthOfTheCalls) {
  EXPECT_NEAR(shop().find("orders_db")->arrivalRate->count(), 5000 * 2 * 0.1, 1e-6);
}
TEST(Shop, EdgeUsesHalfItsCores) { // 5000/s × 4 ms of 5 × 8 cores
  EXPECT_NEAR(shop().find("edge")->cpuUtilization->count(), 0.5, 1e-12);
}
TEST(Shop, ContractAndReplicasOfEdgeAgree) {
  EXPECT_EQ(shop().find("edge")->maxInFlight.declared, Concurrency(500));
  EXPECT_EQ(messagesOf(shop(), "bound-disagreement"), "");
}
TEST(Shop, OptionalCallsAreMarked) {
  EXPECT_TRUE(edgeOf(shop(), "edge", "recommendations").isOptional);
}
TEST(Shop, TheParallelGroupLeavesTogether) {
  EXPECT_EQ(edgeOf(shop(), "edge", "catalog").parallelGroup, 1);
  EXPECT_EQ(edgeOf(shop(), "edge", "recommendations").parallelGroup, 1);
  EXPECT_EQ(edgeOf(shop(), "edge", "auth").parallelGroup, 0);
}
TEST(Shop, HoldsWhatTheEdgePromises) {
  EXPECT_NEAR(shop().system.maxRate->count(), 5000, 1e-6);
  EXPECT_EQ(shop().system.bottleneck, "edge");
}
TEST(Shop, CodePatternsJoinTheAudit) {
  EXPECT_EQ(shop().find("edge")->code, (std::vector<std::string>{"src/edge/**"}));
}
TEST(Shop, WhatThePlanLeavesOutIsSaid) {
  EXPECT_TRUE(assumes(shop(), "workload.burst"));
  EXPECT_TRUE(assumes(shop(), "workload.rate.growth"));
  EXPECT_TRUE(assumes(shop(), "deployment.memory of edge"));
}

TEST(Shop, WhatThePlanUsesIsNotSaidToBeLeftOut) {
  EXPECT_FALSE(assumes(shop(), "deployment.price"));
  EXPECT_FALSE(assumes(shop(), "calls.retries"));
  EXPECT_FALSE(assumes(shop(), "slo.success"));
}

TEST(Bench, TheDatabasesCoresSetTheThroughput) { // 2 cores / 30 ms / 2 calls
  EXPECT_NEAR(bench().system.maxRate->count(), 2 / 0.030 / 2, 1e-9);
  EXPECT_EQ(bench().system.bottleneck, "db");
  EXPECT_EQ(bench().system.bottleneckConstraint, Constraint::cpu);
}
TEST(Bench, ClientsCannotSendMoreThanThat) {
  EXPECT_NEAR(bench().find("app")->arrivalRate->count(), 2 / 0.030 / 2, 1e-9);
}
TEST(Bench, TheClientsAreWhatTheWorkloadOffers) {
  EXPECT_EQ(edgeOf(bench(), "workload", "app").offeredInFlight, Concurrency(250));
}
TEST(Bench, OwnWorkTwoCallsAndTheSlowestOfTwoAddUp) {
  // 20 + 2 × 30 + E max of exponentials with means 15 and 10, that is 15 + 10 - 1 / (1/15 + 1/10)
  EXPECT_NEAR(bench().find("app")->residenceTime.mean->count(), 0.080 + 0.025 - 0.006, 1e-6);
}
TEST(Bench, ItsDistributionsGiveExactQuantiles) {
  EXPECT_NEAR(bench().find("db")->residenceTime.p99->count(), 0.030 * 4.605170186, 1e-9); // ln 100
}

TEST(ClosedLoad, BelowSaturationSendsClientsOverCycleTime) {
  const Plan plan =
      planned("loadline: 1\nworkload: [ { to: a, clients: 10, think_time: 900ms } ]\nservices:\n"
              "  a: { service_time: { mean: 100ms }, contract: { max_in_flight: 100 } }\n");
  EXPECT_NEAR(plan.find("a")->arrivalRate->count(), 10, 1e-9);
  EXPECT_NEAR(plan.system.maxRate->count(), 1000, 1e-6);
}
TEST(ClosedLoad, BesideAnOpenOneGetsWhatThatLeaves) { // 100/s fit, 60/s are taken
  const Plan plan =
      planned("loadline: 1\nworkload: [ { to: a, rate: 60/s }, { to: a, clients: 100 } ]\n"
              "services:\n  a: { service_time: { mean: 100ms }, pool: { size: 10 } }\n");
  EXPECT_NEAR(plan.find("a")->arrivalRate->count(), 100, 1e-9);
}

// 200 / (1.011 + w) + 300 / (2.011 + w) = 100 for w = 3.438 s; simulated 44.8/s, 54.8/s and 50/s
TEST(ClosedLoad, AtAFullCalleeWaitsAsTheOthersThereAndOneElsewhereDoesNot) {
  const Plan plan = planned(
      "loadline: 1\nworkload:\n"
      "  - { to: a, clients: 200, think_time: 1s }\n"
      "  - { to: b, clients: 300, think_time: 2s }\n"
      "  - { to: c, clients: 50, think_time: 1s }\n"
      "services:\n"
      "  a: { service_time: { mean: 1ms, distribution: deterministic }, calls: [ { to: db } ] }\n"
      "  b: { service_time: { mean: 1ms, distribution: deterministic }, calls: [ { to: db } ] }\n"
      "  c: { service_time: { mean: 1ms, distribution: deterministic } }\n"
      "  db: { pool: { size: 1 }, service_time: { mean: 10ms, distribution: exponential } }\n");
  EXPECT_NEAR(plan.find("a")->arrivalRate->count(), 200 / 4.44949, 1e-3);
  EXPECT_NEAR(plan.find("b")->arrivalRate->count(), 300 / 5.44949, 1e-3);
  EXPECT_NEAR(plan.find("c")->arrivalRate->count(), 50 / 1.001, 1e-9);
  EXPECT_NEAR(plan.find("db")->arrivalRate->count(), 100, 1e-6);
}

TEST(Plan, IsForTheLoadThatIsAskedFor) {
  const std::string spec = "loadline: 1\nservices: { a: {} }\n"
                           "workload: [ { to: a, rate: { baseline: 10/s, peak: 30/s } } ]\n";
  EXPECT_EQ(planned(spec).find("a")->arrivalRate, Rate(30));
  EXPECT_EQ(planned(spec, LoadPoint::baseline).find("a")->arrivalRate, Rate(10));
}

TEST(Plan, WithoutTimesKnowsRatesAndStackOnly) {
  const Plan plan =
      plannedServices("  a: { contract: { max_in_flight: 20 }, calls: [ { to: b } ] }\n"
                      "  b: { contract: { max_in_flight: 10 } }\n");
  EXPECT_EQ(plan.find("b")->arrivalRate, Rate(100));
  EXPECT_EQ(plan.find("b")->oversubscription, Ratio(2));
  EXPECT_FALSE(plan.find("a")->residenceTime.mean);
  EXPECT_FALSE(plan.find("a")->maxInFlight.recommended);
  EXPECT_FALSE(plan.system.maxRate);
  EXPECT_EQ(plan.find("a")->verdict, Verdict::unknown);
}

TEST(Plan, WhyNamesOneFigureOrAGroup) {
  const auto begins = [&](const char *field, const char *start) {
    const auto text = whyText(shop(), field);
    return text && text->starts_with(start);
  };
  EXPECT_TRUE(begins("edge.max_in_flight.recommended", "edge.max_in_flight.recommended = "));
  EXPECT_TRUE(begins("edge.recommended", "edge.max_in_flight.recommended = "));
  const auto group = whyText(shop(), "edge.residence_time");
  ASSERT_TRUE(group);
  for (const char *each : {"edge.residence_time.mean = ", "\nedge.residence_time.p50 = ",
                           "\nedge.residence_time.p95 = ", "\nedge.residence_time.p99 = "})
    EXPECT_NE(group->find(each), std::string::npos) << each;
  EXPECT_FALSE(whyText(shop(), "edge.no_such"));
}

TEST(Plan, ADerivationPointsAtTheLineOfItsInput) {
  const Plan plan = examplePlan("six_services");
  const auto &all = plan.find("database")->derivations;
  const auto utilization = std::find_if(all.begin(), all.end(), [](const Derivation &each) {
    return each.field == "database.utilization";
  });
  ASSERT_NE(utilization, all.end());
  EXPECT_EQ(toString(utilization->inputs.back().at), "six_services.yaml:33:19");
}

} // namespace loadline::plan
