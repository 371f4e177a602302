#include "tests/planner/plan/planned.h"

#include <fmt/format.h>

// Loads that change: bursts, days, tenants, the size of requests.

namespace loadline::plan {

namespace {

/// 100 slots of 0.1 s hold 1000/s; the workload's terms stand beside its rate.
Plan store(const std::string &workload, const std::string &deployment = "") {
  return planned("loadline: 1\nworkload: [ { to: a, " + workload +
                 " } ]\nservices:\n"
                 "  a:\n    service_time: { mean: 100ms }\n"
                 "    deployment: { replicas: 10, max_in_flight: 10" +
                 deployment + " }\n");
}

} // namespace

TEST(Bursts, WhatDoesNotFitWaitsUntilTheBurstIsOverAndDrainsAfter) {
  const Plan plan = store("rate: 800/s, burst: { factor: 2, lasts: 30s }", ", warm_up: 20s");
  ASSERT_EQ(plan.bursts.size(), 1u);
  const BurstPlan &burst = plan.bursts.front();
  EXPECT_DOUBLE_EQ(burst.rate.count(), 1600);
  EXPECT_DOUBLE_EQ(burst.holds.count(), 1000);
  EXPECT_DOUBLE_EQ(burst.waiting.count(), 18'000);       // 600/s for 30 s
  EXPECT_DOUBLE_EQ(burst.wait.count(), 18);              // at 1000/s
  EXPECT_DOUBLE_EQ(burst.drainedIn.value().count(), 90); // 200/s are free
  EXPECT_EQ(burst.replicas, 16);                         // of 100/s each
  EXPECT_DOUBLE_EQ(burst.warmUp.value().count(), 20);
  EXPECT_FALSE(burst.queue); // without limit
}

TEST(Bursts, TakeAsManyReplicasAsLetThatMuchThrough) { // 6 hold 600/s, so 9 hold 900/s
  const Plan plan = planned("loadline: 1\nworkload: [ { to: a, rate: 300/s, burst: { factor: 3, "
                            "lasts: 20s } } ]\nservices:\n  a: { service_time: { mean: 100ms, "
                            "p99: 250ms }, deployment: { replicas: 6, max_in_flight: 10 } }\n");
  EXPECT_DOUBLE_EQ(plan.bursts.at(0).holds.count(), 600);
  EXPECT_EQ(plan.bursts.at(0).replicas, 9);
}

TEST(Bursts, NothingWaitsWhereExcessIsRefused) {
  const Plan plan = planned("loadline: 1\nworkload: [ { to: a, rate: 800/s, burst: { factor: 2, "
                            "lasts: 30s } } ]\nservices:\n  a: { service_time: { mean: 100ms }, "
                            "contract: { max_in_flight: 100, on_excess: reject } }\n");
  EXPECT_DOUBLE_EQ(plan.bursts.at(0).waiting.count(), 18'000);
  EXPECT_DOUBLE_EQ(plan.bursts.at(0).wait.count(), 0);
}

TEST(Bursts, ServicesThatHoldThemAreLeftOut) {
  EXPECT_TRUE(store("rate: 400/s, burst: { factor: 2, lasts: 30s }").bursts.empty());
}

TEST(Bursts, NeverDrainWhereTheLoadAloneFills) {
  const Plan plan = store("rate: 1000/s, burst: { factor: 2, lasts: 1s }", ", queue: 5");
  EXPECT_FALSE(plan.bursts.at(0).drainedIn);
  EXPECT_DOUBLE_EQ(plan.bursts.at(0).queue.value().count(), 50); // 10 replicas × 5
}

TEST(Bursts, AreALoadPointOfTheirOwn) {
  const Plan plan = planned("loadline: 1\nworkload: [ { to: a, rate: { baseline: 10/s, peak: 20/s "
                            "}, burst: { factor: 3 } } ]\nservices: { a: {} }\n",
                            LoadPoint::burst);
  EXPECT_DOUBLE_EQ(plan.find("a")->arrivalRate.value().count(), 60);
}

TEST(Days, FollowingTheLoadSavesReplicaHours) {
  const Plan plan =
      store("rate: 700/s, day: { '00:00': 10%, '08:00': 100%, '20:00': 50% }", ", price: 10/month");
  ASSERT_EQ(plan.days.size(), 1u);
  const DayPlan &day = plan.days.front();
  EXPECT_EQ(day.most, 10); // 70 in flight at the mean, 100 at the policy's 70 %
  EXPECT_EQ(day.least, 1);
  EXPECT_DOUBLE_EQ(day.replicaHours, 8 * 1 + 12 * 10 + 4 * 5);
  EXPECT_NEAR(day.meanLoad.count(), (8 * 0.1 + 12 * 1.0 + 4 * 0.5) / 24, 1e-12);
  EXPECT_DOUBLE_EQ(day.following.value().count(), 148.0 / 24 * 10);
  EXPECT_DOUBLE_EQ(day.atMost.value().count(), 100);
}

TEST(Days, TheLastHourHoldsOverMidnight) {
  const Plan plan = store("rate: 700/s, day: { '06:00': 100%, '18:00': 10% }");
  EXPECT_DOUBLE_EQ(plan.days.at(0).replicaHours, 12 * 10 + 12 * 1);
}

TEST(Tenants, AWorkloadUsesTheQuotaOfItsTenants) {
  const std::string contract = "services:\n  a:\n    service_time: { mean: 1ms }\n    contract:\n"
                               "      max_rate: 5000/s\n      max_in_flight: 50\n"
                               "      per_tenant: { premium: { count: 4, max_rate: 100/s } }\n";
  const auto with = [&](const std::string &rate) {
    return planned("loadline: 1\nworkload: [ { to: a, tenant: premium, rate: " + rate + " } ]\n" +
                   contract);
  };
  const Plan fits = with("300/s"), exceeds = with("500/s");
  EXPECT_DOUBLE_EQ(fits.budgets.at(0).used.value().count(), 0.75); // of 4 × 100/s
  EXPECT_EQ(messagesOf(fits, "quota-exceeded"), "");
  EXPECT_EQ(messagesOf(exceeds, "quota-exceeded"),
            "workloads of the tenant 'premium' send 'a' 500/s, and its contract allows 400/s "
            "(4 × 100/s)\n");
}

TEST(Items, OfAWorkloadReplaceThoseOfTheServiceThatItEnters) {
  const Plan plan = planned("loadline: 1\nworkload:\n"
                            "  - { to: a, rate: 30/s, items: 2 }\n"
                            "  - { to: a, rate: 10/s, items: { mean: 10, max: 50 } }\n"
                            "services:\n  a: { calls: [ { to: b, per_item: 1 } ] }\n  b: {}\n");
  EXPECT_DOUBLE_EQ(edgeOf(plan, "a", "b").rate.value().count(), 30 * 2 + 10 * 10);
}

TEST(MaxRate, EndsWhereAClassOrATenantHasItsQuota) { // writes 100 of 200/s, tenants 100 of 50 × 4/s
  const Plan plan = planned(
      "loadline: 1\nworkload: [ { to: a, class: read, rate: 300/s }, { to: a, class: write, "
      "tenant: "
      "free, rate: 100/s } ]\nservices:\n  a:\n    service_time: { mean: 50ms }\n    contract:\n"
      "      max_in_flight: 200\n"
      "      classes: { read: { max_rate: 600/s }, write: { max_rate: 200/s } }\n"
      "      per_tenant: { free: { count: 50, max_rate: 4/s } }\n");
  EXPECT_NEAR(plan.system.maxRate->count(), 800, 1e-9);
  EXPECT_EQ(plan.system.bottleneckConstraint, Constraint::contract);
  EXPECT_EQ(plan.system.limits[0].of, "free"); // of three that are full at 800/s, the first by name
  // a class alone has a row: 300/s of 600/s
  const auto row = std::find_if(plan.budgets.begin(), plan.budgets.end(), [](const auto &budget) {
    return budget.className == "read" && budget.tenant.empty();
  });
  ASSERT_NE(row, plan.budgets.end());
  EXPECT_DOUBLE_EQ(row->used.value().count(), 0.5);
}
TEST(Budgets,
     SayWhatCallersSend) { // 100/s of 180/s; of those without a cap of their own 20 of 50/s
  const Plan plan = planned(
      "loadline: 1\nworkload: [ { to: a, rate: 100/s }, { to: c, rate: 20/s } ]\nservices:\n"
      "  a: { calls: [ { to: b } ] }\n  c: { calls: [ { to: b } ] }\n"
      "  b:\n    contract:\n      per_caller: { default: { max_rate: 50/s }, a: { max_rate: 180/s "
      "} }\n");
  ASSERT_EQ(plan.budgets.size(), 2u);
  EXPECT_DOUBLE_EQ(plan.budgets[0].used.value().count(), 0.4);
  EXPECT_DOUBLE_EQ(plan.budgets[1].used.value().count(), 100.0 / 180);
}
TEST(Budgets, OfAWorkloadAreNoCallers) { // 300/s of 4 × 100/s, beside a cap of callers
  const Plan plan = planned(
      "loadline: 1\nworkload: [ { to: a, tenant: gold, class: read, rate: 300/s } ]\nservices:\n"
      "  a:\n    contract:\n      max_rate: 1000/s\n      per_caller: { default: { max_rate: 600/s "
      "} }\n"
      "      classes: { read: { max_rate: 600/s } }\n"
      "      per_tenant: { gold: { count: 4, max_rate: 100/s } }\n");
  const auto row = std::find_if(plan.budgets.begin(), plan.budgets.end(), [](const auto &budget) {
    return budget.caller.empty() && budget.tenant == "gold";
  });
  ASSERT_NE(row, plan.budgets.end());
  EXPECT_DOUBLE_EQ(row->used.value().count(), 0.75);
}

namespace {

/// Two callees that are alike in all but their names, below an entry that admits more than each.
std::string alike(const std::string &first, const std::string &second) {
  const auto callee = [](const std::string &name) {
    return "  " + name + ": { pool: { size: 20 }, service_time: { mean: 5ms } }\n";
  };
  const Plan plan = plannedServices(
      callee(first) + callee(second) +
      "  a: { pool: { size: 40 }, calls: [ { to: b }, { to: c } ] }\n"
      "  d: { pool: { size: 900 }, calls: [ { to: b } ] }\n"); // that nobody gets to
  std::string said = plan.system.narrowest + " " + plan.system.bottleneck;
  for (const WayStep &step : plan.system.way)
    said += " " + step.service;
  return said;
}

} // namespace

TEST(System, NamesTheFirstByNameOfEqualsInAnyOrder) {
  EXPECT_EQ(alike("b", "c"), "b a a b"); // narrowest, bottleneck, way
  EXPECT_EQ(alike("c", "b"), "b a a b");
}

TEST(Failures, OfADependencyThatIsDownAreToldThoughTheLoadFits) {
  const Plan plan = plannedServices(
      "  a: { service_time: { mean: 1ms }, contract: { max_in_flight: 50, on_excess: reject }, "
      "calls: [ { to: b } ] }\n"
      "  b: { service_time: { mean: 1ms }, pool: { size: 50 }, fails: 100% }\n");
  EXPECT_EQ(messagesOf(plan, "requests-fail"),
            "100% of the requests to 'a' fail: 'b' fails 100% of "
            "its attempts; no objective says how many may\n");
  const auto found =
      std::find_if(plan.findings.begin(), plan.findings.end(),
                   [](const findings::Finding &each) { return each.check == "requests-fail"; });
  ASSERT_NE(found, plan.findings.end());
  EXPECT_EQ(found->severity, findings::Severity::error);
}

TEST(Failures, OfWhatCanBeLeftOutFailNobody) {
  const Plan plan = plannedServices(
      "  a: { service_time: { mean: 1ms }, contract: { max_in_flight: 50, on_excess: reject }, "
      "calls: [ { to: b, optional: true } ] }\n"
      "  b: { service_time: { mean: 1ms }, pool: { size: 50 }, fails: 100% }\n");
  EXPECT_EQ(messagesOf(plan, "requests-fail"), "");
}

namespace {

/// Why requests fail where `a` makes these calls, and services fail so often: b needed by all.
std::string blamed(const std::string &calls, const std::string &b, const std::string &c) {
  const Plan plan = plannedServices(
      "  a: { service_time: { mean: 1ms }, pool: { size: 50 }, calls: [ " + calls +
      " ] }\n  b: { service_time: { mean: 1ms }, pool: { size: 50 }, fails: " + b +
      " }\n  c: { service_time: { mean: 1ms }, pool: { size: 50 }, fails: " + c + " }\n");
  const std::string message = messagesOf(plan, "requests-fail");
  return message.substr(0, message.find(';'));
}

} // namespace

TEST(Failures, AreBlamedOnWhatRequestsNeed) {
  EXPECT_EQ(blamed("{ to: b }, { to: c, optional: true }", "2%", "20%"),
            "2% of the requests to 'a' fail: 'b' fails 2% of its attempts");
  EXPECT_EQ(blamed("{ to: b }, { to: c, async: true }", "2%", "30%"),
            "2% of the requests to 'a' fail: 'b' fails 2% of its attempts");
}
TEST(Failures, AreBlamedOnWhatFailsMostRequestsNotMostAttempts) { // 4 %, and 5 % of one in 1000
  EXPECT_EQ(blamed("{ to: b }, { to: c, per_request: 0.001 }", "4%", "5%"),
            "4.0048% of the requests to 'a' fail: 'b' fails 4% of its attempts");
  EXPECT_EQ(blamed("{ to: b }, { to: c }", "4%", "5%"),
            "8.8% of the requests to 'a' fail: 'c' fails 5% of its attempts");
}
TEST(Failures, ThatAreAlikeAreBlamedOnTheFirstByName) {
  EXPECT_EQ(blamed("{ to: c }, { to: b }", "1%", "1%"),
            "1.99% of the requests to 'a' fail: 'b' fails 1% of its attempts");
}
TEST(Failures, OfALateAnswerAreBlamedOnTheCallThatIsGivenUp) {
  const Plan plan = plannedServices(
      "  a: { service_time: { mean: 1ms }, calls: [ { to: b, timeout: 5ms } ] }\n"
      "  b: { service_time: { mean: 10ms, distribution: deterministic }, fails: 1% }\n");
  EXPECT_EQ(messagesOf(plan, "requests-fail"),
            "100% of the requests to 'a' fail: 'a' gives 'b' up before it has answered; no "
            "objective says how many may\n");
}

namespace {

/// Of requests that call something, so often, that fails half of its attempts.
double answeredWith(const std::string &perRequest) {
  const Plan plan = plannedServices("  a: { calls: [ { to: b, per_request: " + perRequest +
                                    " } ] }\n  b: { service_time: { mean: 1ms }, fails: 50% }\n");
  return plan.find("a")->success.success->count();
}

} // namespace

TEST(Failures, OfCallsThatSomeRequestsMakeFailThoseAlone) { // half of one in ten
  EXPECT_NEAR(answeredWith("0.1"), 0.95, 1e-12);
}
TEST(Failures, OfTwoCallsAndAThirdByChance) { // a quarter, and half of that in three of ten
  EXPECT_NEAR(answeredWith("2.3"), 0.25 * (0.7 + 0.3 * 0.5), 1e-12);
}
TEST(Failures, OfAGeometricNumberOfCalls) { // Σ (1/3) (2/3)^n / 2^n
  EXPECT_NEAR(answeredWith("{ mean: 2, distribution: geometric }"), 0.5, 1e-12);
}

TEST(Failures, BelowAnObjectiveAreToldByThatAlone) { // 97 % of 99 %, and 100 % of nothing said
  constexpr const char *services =
      "  a: {{ service_time: {{ mean: 1ms }}, pool: {{ size: 9 }}, fails: 3%{} }}\n";
  const Plan held = plannedServices(fmt::format(services, ", slo: { success: 99% }"));
  EXPECT_EQ(messagesOf(held, "requests-fail"), "");
  EXPECT_NE(messagesOf(held, "success-below-objective"), "");
  const Plan silent = plannedServices(fmt::format(services, ""));
  EXPECT_EQ(messagesOf(silent, "requests-fail"), "3% of the requests to 'a' fail: 'a' fails 3% of "
                                                 "its attempts; no objective says how many may\n");
}

TEST(Groups, OfWhichOnlyMeansAreKnownSayThatTheyTakeTheLargest) {
  const Plan plan = plannedServices(
      "  a: { service_time: { mean: 1ms }, calls: [ { parallel: [ { to: b }, { to: c } ] } ] }\n"
      "  b: { service_time: { mean: 20ms } }\n  c: { service_time: { mean: 30ms } }\n");
  EXPECT_NEAR(plan.find("a")->residenceTime.mean->count(), 0.031, 1e-12);
  const auto taken = [](const Plan &of, const char *field) {
    return std::any_of(of.assumptions.begin(), of.assumptions.end(),
                       [&](const Assumption &each) { return each.field == field; });
  };
  EXPECT_TRUE(taken(plan, "calls.parallel of a"));
  const Plan spread = plannedServices(
      "  a: { service_time: { mean: 1ms }, calls: [ { parallel: [ { to: b }, { to: c } ] } ] }\n"
      "  b: { service_time: { mean: 20ms, p99: 90ms } }\n  c: { service_time: { mean: 30ms, p99: "
      "90ms } }\n");
  EXPECT_FALSE(taken(spread, "calls.parallel of a"));
}

namespace {

/// Of a service that does nothing but call, so many times a second.
ResidenceTime timeOfCalls(const std::string &rate, const std::string &calls) {
  return planned("loadline: 1\nworkload: [ { to: a, rate: " + rate +
                 " } ]\nservices:\n  a: { calls: [ { to: b, " + calls +
                 " } ] }\n  b: { service_time: { mean: 0ms, distribution: deterministic } }\n")
      .find("a")
      ->residenceTime;
}

} // namespace

TEST(Batches, LetTheFirstCallWaitAllOfTheTimeAndTheOthersAnEvenPart) { // one, and ten more
  const ResidenceTime time = timeOfCalls("50/s", "batch: { size: 1000, wait: 200ms }");
  EXPECT_NEAR(time.mean->count(), (0.2 + 10 * 0.1) / 11, 1e-6);
  EXPECT_NEAR(time.p50->count(), 0.2 * 0.5 * 11 / 10, 1e-5);
  EXPECT_NEAR(time.p99->count(), 0.2, 1e-6);
}
TEST(Batches, OfOneCallWaitAllOfTheTime) {
  EXPECT_NEAR(timeOfCalls("1/h", "batch: { size: 50, wait: 10ms }").mean->count(), 0.01, 1e-6);
}
TEST(Batches, ThatAreFullLeaveBefore) { // the k-th of twenty waits (20 − k) / λ
  const ResidenceTime time = timeOfCalls("800/s", "batch: { size: 20, wait: 100ms }");
  EXPECT_NEAR(time.mean->count(), 9.5 / 800, 1e-6);
}
TEST(Batches, WithoutAWaitLeaveWhenTheyAreFull) { // after a sum of 0 to 9 exponentials
  const ResidenceTime time = timeOfCalls("100/s", "batch: 10");
  EXPECT_NEAR(time.mean->count(), 4.5 / 100, 1e-6);
  EXPECT_NEAR(time.p99->count(), 0.1429, 0.0005);
}
TEST(Batches, TakeThePartOfARequestThatFits) { // 2, 2 and 1 of 2 fill 5, then 1, 2 and 2
  EXPECT_NEAR(timeOfCalls("100/s", "per_request: 2, batch: 5").mean->count(), 0.012, 1e-6);
}
TEST(Batches, OfARequestThatIsInTwoFailItWhereEitherDoes) { // one of five
  const Plan plan = planned(R"(
loadline: 1
workload: [ { to: a, rate: 100/s } ]
services:
  a: { calls: [ { to: b, per_request: 2, batch: 5 } ] }
  b: { fails: 50%, service_time: { mean: 1ms, distribution: deterministic } }
)");
  EXPECT_NEAR(plan.find("a")->success.success->count(), 1 - (0.8 * 0.5 + 0.2 * 0.75), 1e-6);
}
TEST(Batches, OfOneRequestWaitForNobody) {
  EXPECT_EQ(timeOfCalls("50/s", "per_request: 100, batch: { size: 50, wait: 20ms }").mean,
            Duration(0));
}

} // namespace loadline::plan
