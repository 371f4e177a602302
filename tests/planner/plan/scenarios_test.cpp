#include "tests/planner/plan/planned.h"

#include "planner/plan/plan_text.h"

// The acceptance scenarios that a spec answers, from docs/examples.

namespace loadline::plan {

namespace {

const TierPlan &backendTier(const Plan &plan) {
  return plan.tiers[1];
}

bool has(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST(BoundStack, TheBackendIsOfferedSixteenHundredAndAdmitsFifty) {
  const Plan plan = examplePlan("bound_stack");
  EXPECT_EQ(backendTier(plan).offered, Concurrency(1600));
  EXPECT_EQ(backendTier(plan).admitted, Concurrency(50));
  EXPECT_EQ(backendTier(plan).oversubscription, Ratio(32));
  EXPECT_EQ(plan.system.tightestTier, 1);
}
TEST(BoundStack, SixAndAQuarterRequestsRunAtFullFanOut) {
  EXPECT_EQ(examplePlan("bound_stack").find("service")->inheritedInFlight, Concurrency(6.25));
}
TEST(BoundStack, TheTenantsBoundBindsATenant) {
  const Plan plan = examplePlan("bound_stack");
  EXPECT_EQ(plan.budgets[0].maxInFlight, Concurrency(20));
  EXPECT_EQ(plan.budgets[0].inFlightBy, "tenant");
  EXPECT_EQ(plan.oversell[0].inFlightFactor, Ratio(1)); // ten tenants fill it
}
TEST(BoundStack, AtFullLoadAHundredCallsTakeTwentySeconds) {
  const std::string found = messagesOf(examplePlan("bound_stack"), "deadline-at-full-load");
  EXPECT_TRUE(has(found, "waits 20 s for 100 calls each to 'backend', past its 5 s")) << found;
  EXPECT_TRUE(has(found, "with up to 50 inside")) << found;
}

TEST(BoundStack, NamesTheBoundsOnTheWayAndTheSignalThatTheLastIsFull) {
  const std::string text = toText(examplePlan("bound_stack"));
  EXPECT_TRUE(has(text,
                  "The way there: service admits 200, any tenant 20 and makes 8 calls at once; "
                  "backend admits 50.\n"))
      << text;
  EXPECT_TRUE(has(text, "Its signal: more than 95% of the 50 in flight at backend for 5 min, while "
                        "requests wait.\n"))
      << text;
}

TEST(BoundStack, OfServicesThatRejectTheSignalIsNoWait) {
  const std::string text = toText(plannedServices(
      "  a: { pool: { size: 50 }, service_time: { mean: 5ms }, calls: [ { to: b } ] }\n"
      "  b: { contract: { max_in_flight: 20, on_excess: reject }, service_time: { mean: 20ms } "
      "}\n"));
  EXPECT_TRUE(has(text, "Its signal: more than 95% of the 20 in flight at b for 5 min, while "
                        "requests are rejected.\n"))
      << text;
}

TEST(BoundStack, NamesEachServiceOnceWhereCallsGoRound) {
  const std::string text = toText(planned(
      "loadline: 1\nworkload: [ { to: a, rate: 100/s } ]\nservices:\n"
      "  a: { contract: { max_in_flight: 40 }, service_time: { mean: 4ms }, calls: [ { to: b, "
      "per_request: 0.5 }, { to: c } ] }\n"
      "  b: { pool: { size: 20 }, service_time: { mean: 5ms }, calls: [ { to: a, per_request: 0.5 "
      "} ] }\n"
      "  c: { deployment: { replicas: 3, max_in_flight: 4 }, service_time: { mean: 30ms } }\n"));
  EXPECT_TRUE(has(text, "The way there: b admits 20; a admits 40; c admits 12.\n")) << text;
}

TEST(PublishedContract, FailsForTwoCallersAndNothingElse) {
  const Plan plan = examplePlan("published_contract");
  const std::string found = messagesOf(plan, "unreachable-quota");
  EXPECT_EQ(std::count(found.begin(), found.end(), '\n'), 2);
  EXPECT_TRUE(has(found, "payments 500/s, but its 50 in flight reach only 250/s")) << found;
  EXPECT_TRUE(has(found, "search 1000/s, but its 100 in flight reach only 500/s")) << found;
  EXPECT_EQ(messagesOf(plan, "contract-incomplete"), "");
  EXPECT_EQ(plan.oversell[0].roomForDefault, 35);
}
TEST(PublishedContract, WithoutItsWordOnExcessIsIncomplete) {
  std::string text = *readFile(sourceRoot() / "docs/examples/published_contract.yaml");
  text.erase(text.find("      on_excess: reject\n"), 24);
  EXPECT_EQ(messagesOf(planned(text), "contract-incomplete"),
            "the published contract of 'ledger' misses 'on_excess'\n");
}

TEST(SizingExample, AtPeakNeedsEightReplicasAndFiveBare) {
  const Plan plan = examplePlan("sizing");
  const ServicePlan &api = *plan.find("api");
  EXPECT_NEAR(api.inFlightAtP99->count(), 300, 1e-9);
  EXPECT_EQ(api.maxInFlight.basis, Basis::p99);
  EXPECT_EQ(api.replicas.bare, 5);
  EXPECT_EQ(api.replicasNeeded, 8);
}
TEST(SizingExample, AtBaselineNeedsSixtyAndEightySixWithHeadroom) {
  const auto text = readFile(sourceRoot() / "docs/examples/sizing.yaml");
  const Plan plan = planned(*text, LoadPoint::baseline);
  const ServicePlan &api = *plan.find("api");
  EXPECT_NEAR(api.inFlightAtP99->count(), 60, 1e-9);
  EXPECT_EQ(api.maxInFlight.recommended, Concurrency(86));
  const std::string found = messagesOf(plan, "bound-past-objective");
  EXPECT_TRUE(has(found, "once 86 are inside, that is at 200/s when they take 430 ms")) << found;
  EXPECT_TRUE(has(found, "a bound of 60 protects its p99 objective")) << found;
}
TEST(SizingExample, MayRefuseATenthOfWhatMayFail) { // 43.2 min a month
  const Plan plan = examplePlan("sizing");
  const SuccessPlan &success = plan.find("api")->success;
  EXPECT_NEAR(success.budget->count(), 43.2 * 60, 1e-6);
  EXPECT_NEAR(success.rejections->count(), 0.0001, 1e-15);
}

TEST(Tenants, AreSoldFiftyTimesOver) {
  const Plan plan = examplePlan("tenants");
  EXPECT_NEAR(plan.oversell[0].rateFactor->count(), 50, 1e-9);
  EXPECT_NEAR(plan.oversell[0].state->count(), 1e6, 1e-6);
}

TEST(Autoscaling, MultipliesWhatIsBelowByTen) {
  const Plan plan = examplePlan("autoscaling");
  ASSERT_EQ(plan.scaling.size(), 2u);
  EXPECT_NEAR(plan.scaling[0].atMax->count() / plan.scaling[0].atMin->count(), 10, 1e-12);
}
TEST(Autoscaling, NamesWhatBreaksFirst) { // 1000 of 400, 200 of 150
  const std::string found = messagesOf(examplePlan("autoscaling"), "autoscaling-oversubscribes");
  EXPECT_LT(found.find("'store'"), found.find("'index'")) << found;
  EXPECT_TRUE(has(found, "2.5x of what 'store' admits")) << found;
  EXPECT_TRUE(has(found, "that is 10x of what it can have at 5")) << found;
}

namespace {

class RealSystem : public testing::TestWithParam<const char *> {};

} // namespace

TEST_P(RealSystem, HasAFigureAndAVerdictForEveryService) {
  const Plan plan = examplePlan(GetParam());
  for (const ServicePlan &service : plan.services) {
    EXPECT_TRUE(service.arrivalRate && service.residenceTime.p99) << service.name;
    EXPECT_NE(service.verdict, Verdict::unknown) << service.name;
    for (const ConstraintPlan &constraint : service.constraints)
      EXPECT_LE(constraint.used, Ratio(constraint.isPromise ? 1.0 : 0.7)) << service.name;
  }
}
TEST_P(RealSystem, HoldsMoreThanArrives) {
  const Plan plan = examplePlan(GetParam());
  EXPECT_GE(plan.system.slack->count(), 0);
  EXPECT_EQ(messagesOf(plan, "over-capacity"), "");
}

INSTANTIATE_TEST_SUITE_P(Examples, RealSystem,
                         testing::Values("online_boutique", "social_network", "feature_flags"),
                         [](const auto &example) { return std::string(example.param); });

TEST(OnlineBoutique, HasNoAlarmAboutWhatItsTenClientsCannotSend) {
  const Plan plan = examplePlan("online_boutique");
  EXPECT_EQ(messagesOf(plan, "oversubscribed-tier"), "");
  EXPECT_EQ(messagesOf(plan, "oversubscribed-service"), "");
  EXPECT_EQ(messagesOf(plan, "oversubscribed-edge"), "");
}
TEST(OnlineBoutique, FillsTheCataloguesCpuFirst) {
  EXPECT_EQ(examplePlan("online_boutique").system.bottleneck, "catalog");
}
TEST(SocialNetwork, LetsNoDeadlineShrink) {
  const std::string found = messagesOf(examplePlan("social_network"), "deadline-inverted");
  EXPECT_TRUE(has(found, "'text' has 10 s for its answer and gives 'url_shorten' 10 s")) << found;
}
TEST(FeatureFlags, WhatNobodyWaitsForLimitsNobody) {
  const Plan plan = examplePlan("feature_flags");
  EXPECT_EQ(plan.find("flags")->inheritedFrom, "redis");
  EXPECT_EQ(plan.system.narrowest, "redis");
}
TEST(FeatureFlags, OutgrowsTheDatabasesConnectionsWhenItScales) { // 15 × 10 of 100
  EXPECT_TRUE(has(messagesOf(examplePlan("feature_flags"), "connections-over-limit"),
                  "150 connections, 50 with the replicas they have now, and it accepts 100"));
}
TEST(Inference, NeedsTwentyPodsForTwentyASecond) { // p99 of about 2.65 s at 4 a pod and 70 %
  const ServicePlan model = *examplePlan("inference").find("model");
  EXPECT_EQ(model.replicasNeeded, 20);
  EXPECT_EQ(model.replicas.binding, Constraint::inFlight); // memory has room for 17 sequences
}
TEST(Inference, SaysHowFarItsRangesGo) {
  EXPECT_FALSE(examplePlan("inference").ranges.empty());
}

} // namespace loadline::plan
