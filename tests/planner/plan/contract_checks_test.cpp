#include "tests/planner/plan/planned.h"

// Contracts, budgets and objectives: each check on the smallest system that shows it.

namespace loadline::plan {

namespace {

std::string found(std::string_view check, const std::string &services) {
  return messagesOf(plannedServices(services), check);
}

/// A ledger that many call: S2 of the acceptance scenarios.
const std::string ledger =
    "  a: { calls: [ { to: ledger } ] }\n"
    "  payments: { calls: [ { to: ledger } ] }\n"
    "  search: { calls: [ { to: ledger } ] }\n"
    "  ledger:\n"
    "    contract: { published: true, max_rate: 5000/s, max_in_flight: 1000, burst: 30s, "
    "on_excess: "
    "reject, per_caller: { default: { max_rate: 100/s, max_in_flight: 20 }, payments: { max_rate: "
    "500/s, max_in_flight: 50 }, search: { max_rate: 1000/s, max_in_flight: 100 } } }\n";

/// A service with that policy, and what else its contract or its calls say.
std::string unsuited(const std::string &policy, const std::string &contract = "",
                     const std::string &call = "") {
  return found("unsuited-policy", "  a: { contract: { max_in_flight: 50, on_excess: " + policy +
                                      contract + " }, calls: [ { to: b" + call +
                                      " } ] }\n  b: {}\n");
}

} // namespace

TEST(UnsuitedPolicy, ShedsNothingWhereNoWorkIsWorthMore) {
  EXPECT_EQ(unsuited("shed"),
            "'a' sheds what is least important when it is full, and its classes have no priority "
            "that differs: it turns the newest away, as with reject\n");
  EXPECT_NE(unsuited("shed", ", classes: { read: { max_in_flight: 30 }, write: { max_in_flight: 20 "
                             "} }"),
            "");
  EXPECT_EQ(unsuited("shed", ", classes: { read: { max_in_flight: 30 }, write: { max_in_flight: "
                             "20, priority: 1 } }"),
            "");
}
TEST(UnsuitedPolicy, ThrottlesNobodyWithoutARate) {
  EXPECT_EQ(unsuited("throttle"), "'a' throttles its callers when it is full, and its contract "
                                  "grants no rate to hold them to: they queue\n");
  EXPECT_EQ(unsuited("throttle", ", max_rate: 100/s"), "");
  EXPECT_EQ(unsuited("throttle", ", per_caller: { default: { max_rate: 10/s } }"), "");
}
TEST(UnsuitedPolicy, DegradesNothingWhereAllCallsAreNeeded) {
  EXPECT_EQ(unsuited("degrade"), "'a' answers with less when it is full, and none of its calls is "
                                 "optional: it has nothing to leave out\n");
  EXPECT_EQ(unsuited("degrade", "", ", optional: true"), "");
  EXPECT_EQ(found("unsuited-policy", "  a: { contract: { on_excess: degrade } }\n"), "");
}
TEST(UnsuitedPolicy, IsSilentOfWhatSuitsAll) {
  EXPECT_EQ(unsuited("reject") + unsuited("queue"), "");
}

TEST(ContractIncomplete, NamesEachFieldThatIsMissing) {
  EXPECT_EQ(found("contract-incomplete",
                  "  a: { contract: { published: true, max_rate: 100/s, max_in_flight: 5, "
                  "per_caller: { default: { max_in_flight: 2 } } } }\n"),
            "the published contract of 'a' misses 'burst'\n"
            "the published contract of 'a' misses 'on_excess'\n");
}
TEST(ContractIncomplete, IsSilentUntilAContractIsPublished) {
  EXPECT_EQ(found("contract-incomplete", "  a: { contract: { max_rate: 100/s } }\n"), "");
}

TEST(UnreachableQuota, IsARateThatTheShareInFlightCannotReach) { // 1000 / 5000/s = 200 ms
  EXPECT_EQ(
      found("unreachable-quota", ledger),
      "'ledger' grants payments 500/s, but its 50 in flight reach only 250/s of it at the 200 "
      "ms that its contract implies\n"
      "'ledger' grants search 1000/s, but its 100 in flight reach only 500/s of it at the 200 "
      "ms that its contract implies\n");
}
TEST(UnreachableQuota, IsSilentWhereBothAgree) { // 20 / 200 ms = 100/s
  EXPECT_EQ(found("unreachable-quota", ledger).find("default"), std::string::npos);
}
TEST(UnreachableQuota, CountsTheTimeThatARequestTakesWhereTheContractImpliesLess) { // 1 / 40 ms
  EXPECT_EQ(found("unreachable-quota",
                  "  a: { contract: { max_rate: 5000/s, max_in_flight: 2, per_caller: { default: { "
                  "max_rate: 2500/s, max_in_flight: 1 } } }, service_time: { mean: 40ms } }\n"),
            "'a' grants default 2500/s, but its 1 in flight reach only 25/s of it at the 40 ms "
            "that a request takes\n");
}
TEST(Oversell, LeavesRoomForCallersWithoutACapOfTheirOwn) { // (5000 - 1500) / 100
  const Plan plan = plannedServices(ledger);
  ASSERT_EQ(plan.oversell.size(), 1u);
  EXPECT_EQ(plan.oversell[0].roomForDefault, 35);
  EXPECT_NEAR(plan.oversell[0].rateFactor->count(), 0.3, 1e-12);
}
TEST(QuotaOversold, SumsNamedCallers) {
  EXPECT_EQ(found("quota-oversold",
                  "  a: { calls: [ { to: b } ] }\n"
                  "  b: { contract: { max_rate: 100/s, per_caller: { a: { max_rate: 80/s }, b: { "
                  "max_rate: 70/s } } } }\n"),
            "the callers of 'b' are promised 150/s (1.5x) together, more than it admits\n");
}
TEST(QuotaOversold, TellsTheFactorOfTenants) { // 5000 tenants of 100/s against 10,000/s
  EXPECT_EQ(found("quota-oversold",
                  "  a: { contract: { max_rate: 10000/s, max_in_flight: 2000, per_tenant: { any: { "
                  "count: 5000, max_rate: 100/s, max_in_flight: 50, state: 256B } } } }\n"),
            "the tenants of 'a' are promised 500000/s (50x) and 250000 in flight (125x) together, "
            "more than it admits\n");
}
TEST(QuotaOversold, HoldsTheShareOfOneAgainstTheWhole) {
  const std::string whole = "  a: { contract: { max_rate: 1000/s, max_in_flight: 100, ";
  EXPECT_EQ(found("quota-oversold", whole + "per_caller: { default: { max_rate: 5000/s, "
                                            "max_in_flight: 500 } } } }\n"),
            "'a' promises each caller without a share of its own 5000/s and 500 in flight, and "
            "admits 1000/s and 100 in flight in all\n");
  EXPECT_EQ(found("quota-oversold", whole + "per_caller: { default: { max_rate: 1000/s, "
                                            "max_in_flight: 100 } } } }\n"),
            "");
  EXPECT_NE(found("quota-oversold", whole + "per_tenant: { gold: { max_rate: 3000/s } } } }\n")
                .find("'a' promises each tenant of 'gold' 3000/s, and admits 1000/s in all\n"),
            std::string::npos);
}
TEST(TenantWithoutBound, CanHaveABoundAboveTheService) {
  const auto said = [](const std::string &bound) {
    return found("tenant-without-bound", "  a: { contract: { max_in_flight: 100, per_tenant: { "
                                         "any: { max_in_flight: " +
                                             bound + " } } } }\n");
  };
  EXPECT_EQ(said("300"), "a tenant of 'any' may have 300 in flight at 'a', which admits 100, so "
                         "that one alone can fill it\n");
  EXPECT_EQ(said("100"), "");
}
TEST(TenantWithoutBound, CanFillAService) {
  EXPECT_EQ(found("tenant-without-bound",
                  "  a: { contract: { max_in_flight: 9, per_tenant: { free: { max_rate: 1/s } } } "
                  "}\n"),
            "a tenant of 'free' may have any number in flight at 'a', so that one alone can fill "
            "it\n");
}
TEST(Budgets, TakeTheLeastLayerAndNameIt) {
  const Plan plan = plannedServices(
      "  a: { contract: { max_in_flight: 200, classes: { write: { max_in_flight: 60 } }, "
      "per_tenant: { free: { max_in_flight: 20 }, gold: { max_in_flight: 80 } } } }\n");
  ASSERT_EQ(plan.budgets.size(), 2u);
  EXPECT_EQ(plan.budgets[0].maxInFlight, Concurrency(20));
  EXPECT_EQ(plan.budgets[0].inFlightBy, "tenant");
  EXPECT_EQ(plan.budgets[1].maxInFlight, Concurrency(60));
  EXPECT_EQ(plan.budgets[1].inFlightBy, "class");
}

TEST(Success, OfACallMultipliesAndARetryMakesTheSecondTry) { // 1 - 0.1 and 1 - 0.1²
  const auto success = [](const std::string &call) {
    return plannedServices("  a: { service_time: { mean: 1ms }, calls: [ { to: b" + call +
                           " } ] }\n  b: { service_time: { mean: 1ms }, fails: 10% }\n")
        .find("a")
        ->success.success->count();
  };
  EXPECT_NEAR(success(""), 0.9, 1e-12);
  EXPECT_NEAR(success(", retries: 1"), 0.99, 1e-12);
  EXPECT_NEAR(success(", optional: true"), 1.0, 1e-12);
  EXPECT_NEAR(success(", cache_hit: 50%"), 0.95, 1e-12);
}
TEST(SuccessBelowObjective, SaysHowMuchOfTheBudgetIsSpent) { // 1 % against 0.1 % of 30 days
  EXPECT_EQ(
      found("success-below-objective",
            "  a: { service_time: { mean: 1ms }, fails: 1%, slo: { success: 99.9% } }\n"),
      "'a' answers 99% of its requests as failures and timeouts stand, below its objective of "
      "99.9%: 10x of the 43.2 min that may fail in 30 d\n");
}
TEST(SuccessBelowObjective, IsTheSameInEveryUnit) { // exactly what may fail does
  const auto said = [](const std::string &success, const std::string &fails) {
    return found("success-below-objective", "  a: { service_time: { mean: 1ms }, fails: " + fails +
                                                ", slo: { success: " + success + " } }\n");
  };
  EXPECT_EQ(said("99.9%", "0.1%") + said("0.999", "0.001"), "");
  EXPECT_EQ(said("99.9%", "0.001") + said("0.999", "0.1%"), "");
  EXPECT_NE(said("99.9%", "0.1001%"), "");
  EXPECT_NE(said("99.999999%", "0.0000011%"), "");
}
TEST(ErrorBudget, OfThreeNinesIsFortyThreeMinutesAMonth) {
  const Plan plan = plannedServices("  a: { slo: { success: 99.9% } }\n");
  EXPECT_NEAR(plan.find("a")->success.budget->count(), 43.2 * 60, 1e-6);
  EXPECT_NEAR(plan.find("a")->success.rejections->count(), 0.0001, 1e-15);
}

TEST(BoundPastObjective, NamesWhatProtectsIt) { // 86 / 100/s = 860 ms; 100/s × 300 ms = 30
  EXPECT_EQ(found("bound-past-objective",
                  "  a: { contract: { max_in_flight: 86, on_excess: reject }, slo: { p99: 300ms } "
                  "}\n"),
            "'a' turns requests away once 86 are inside, that is at 100/s when they take 860 ms "
            "each; a bound of 30 protects its p99 objective of 300 ms, 86 protects throughput\n");
}
TEST(BoundPastObjective, IsSilentWhereTheBoundReactsFirst) {
  EXPECT_EQ(found("bound-past-objective",
                  "  a: { contract: { max_in_flight: 30 }, slo: { p99: 300ms } }\n"),
            "");
}

TEST(BoundPastObjective, IsSilentWhereNoBoundIsLowEnough) { // 10/s × 10 ms: less than one inside
  const Plan plan =
      planned("loadline: 1\nworkload: [ { to: a, rate: 10/s } ]\nservices:\n"
              "  a: { pool: { size: 10 }, service_time: { mean: 5ms, p99: 20ms }, slo: "
              "{ p99: 10ms } }\n");
  EXPECT_EQ(messagesOf(plan, "bound-past-objective"), "");
}

TEST(BoundPastObjective, IsSilentWhereRequestsTakeLongerWithoutAnyWaiting) { // no bound mends it
  EXPECT_EQ(found("bound-past-objective",
                  "  a: { pool: { size: 100 }, service_time: { mean: 5ms, p99: 30ms }, slo: { p99: "
                  "25ms } }\n"),
            "");
}

} // namespace loadline::plan
