#include "tests/planner/plan/planned.h"

#include "planner/plan/plan_text.h"

// The bound diagram of six services: vectors V004-02-a to -f of the source document, by name.

namespace loadline::plan {

namespace {

const Plan &sixServices() {
  static const Plan plan = examplePlan("six_services");
  return plan;
}

double over(const std::string &from, const std::string &to) {
  return edgeOf(sixServices(), from, to).oversubscription->count();
}

double rateOver(const std::string &from, const std::string &to) {
  return edgeOf(sixServices(), from, to).rateOversubscription->count();
}

double impliedLatency(const std::string &service) {
  return sixServices().find(service)->impliedLatency->count();
}

const TierPlan &internalTier() {
  return sixServices().tiers[2];
}

} // namespace

TEST(V004_02_a, TheInternalTierIsOfferedFifteenHundredAgainstThreeHundredFifty) {
  EXPECT_EQ(internalTier().members,
            (std::vector<std::string>{"auth", "catalog", "recommendations"}));
  EXPECT_EQ(internalTier().offered, Concurrency(1500));
  EXPECT_EQ(internalTier().admitted, Concurrency(350));
  EXPECT_DOUBLE_EQ(internalTier().oversubscription->count(), 30.0 / 7); // 4.29, not 1500 / 550
}

TEST(V004_02_b, EveryEdgeHasItsRatio) {
  EXPECT_DOUBLE_EQ(over("edge", "gateway"), 2.5);
  EXPECT_DOUBLE_EQ(over("gateway", "auth"), 2.0);
  EXPECT_DOUBLE_EQ(over("gateway", "catalog"), 4.0 / 3);
  EXPECT_DOUBLE_EQ(over("gateway", "recommendations"), 2.0);
  EXPECT_DOUBLE_EQ(over("recommendations", "model"), 5.0 / 3);
  EXPECT_DOUBLE_EQ(over("catalog", "database"), 3.0);
  EXPECT_DOUBLE_EQ(over("recommendations", "database"), 2.0);
}

TEST(V004_02_b, TheSharedPoolIsFiveTimesOver) {
  EXPECT_DOUBLE_EQ(sixServices().find("database")->oversubscription->count(), 5.0);
}

TEST(V004_02_b, BehindTheGatewaysOwnBoundTheTierIsStillOver) {
  EXPECT_EQ(internalTier().offeredClamped, Concurrency(600));
  EXPECT_DOUBLE_EQ(internalTier().oversubscriptionClamped->count(), 12.0 / 7); // 1.71
}

TEST(V004_02_b, TheTightestTierHoldsTheDatabase) {
  EXPECT_NE(toText(sixServices()).find("in it database, 5x over all its callers"),
            std::string::npos);
}

TEST(V004_02_c, EveryEdgeHasItsRatioOfRates) {
  EXPECT_DOUBLE_EQ(rateOver("edge", "gateway"), 5.0);
  EXPECT_DOUBLE_EQ(rateOver("gateway", "auth"), 2.5);
  EXPECT_DOUBLE_EQ(rateOver("gateway", "catalog"), 1.25);
  EXPECT_DOUBLE_EQ(rateOver("gateway", "recommendations"), 2.0);
  EXPECT_DOUBLE_EQ(rateOver("recommendations", "model"), 5.0 / 3);
}

TEST(V004_02_c, TheSystemHoldsThreeHundredPerSecondAndTheModelBinds) {
  EXPECT_DOUBLE_EQ(sixServices().system.maxRate->count(), 300);
  EXPECT_EQ(sixServices().system.bottleneck, "model");
  EXPECT_EQ(sixServices().system.bottleneckConstraint, Constraint::contract);
}

TEST(V004_02_d, EveryPairImpliesItsLatency) {
  EXPECT_DOUBLE_EQ(impliedLatency("edge"), 0.1);
  EXPECT_DOUBLE_EQ(impliedLatency("gateway"), 0.2);
  EXPECT_DOUBLE_EQ(impliedLatency("auth"), 0.25);
  EXPECT_DOUBLE_EQ(impliedLatency("catalog"), 0.1875);
  EXPECT_DOUBLE_EQ(impliedLatency("recommendations"), 0.2);
  EXPECT_DOUBLE_EQ(impliedLatency("model"), 0.2);
}

TEST(V004_02_d, TwoParentsCannotFinishBeforeTheirChild) {
  EXPECT_EQ(messagesOf(sixServices(), "impossible-latency"),
            "'edge' promises 5000/s with 500 in flight, which leaves a request 100 ms; but it "
            "waits for 'gateway', whose 1000/s with 200 in flight mean 200 ms\n"
            "'gateway' promises 1000/s with 200 in flight, which leaves a request 200 ms; but it "
            "waits for 'auth', whose 400/s with 100 in flight mean 250 ms\n");
}

TEST(V004_02_e, FiftyRequestsCanUseTheDatabaseAtOnce) {
  EXPECT_EQ(sixServices().system.usefulInFlight, Concurrency(50));
  EXPECT_EQ(sixServices().system.narrowest, "database");
}

TEST(V004_02_f, TheCallerInheritsFiftyFromTheFirstDependency) {
  const Plan plan = examplePlan("inherited_bound");
  EXPECT_EQ(plan.find("caller")->inheritedInFlight, Concurrency(50)); // not 8.33, not 75
  EXPECT_EQ(plan.find("caller")->inheritedFrom, "first");
}

TEST(SixServices, TheTextShowsTheRawAndTheClampedRatioSideBySide) {
  EXPECT_NE(toText(sixServices()).find("1500  4.29x      600  1.71x\n"), std::string::npos);
}

} // namespace loadline::plan
