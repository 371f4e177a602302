#include "tests/planner/plan/planned.h"

#include "planner/plan/all_checks.h"

// Each check on the smallest system that shows it, and where it may err, one that stays silent.

namespace loadline::plan {

namespace {

std::string found(std::string_view check, const std::string &services) {
  return messagesOf(plannedServices(services), check);
}

} // namespace

TEST(OverCapacity, IsToldWithTheRateThatFits) {
  EXPECT_EQ(found("over-capacity",
                  "  a: { service_time: { mean: 100ms }, contract: { max_in_flight: 8 } }\n"),
            "'a' uses 125% of its bound of requests in flight at 100/s, and is full at 80/s\n");
}
TEST(OverCapacity, NamesTheCores) {
  EXPECT_EQ(
      found("over-capacity", "  a: { service_time: { mean: 20ms }, deployment: { cpu: 1 } }\n"),
      "'a' uses 200% of its cores at 100/s, and is full at 50/s\n");
}
TEST(OverCapacity, IsToldOfACircleThatAllButFeedsItself) {
  EXPECT_EQ(found("over-capacity",
                  "  a: { contract: { max_in_flight: 40 }, service_time: { mean: 4ms }, calls: [ { "
                  "to: a, per_request: 0.9999 } ] }\n"),
            "'a' uses 100000000% of its bound of requests in flight at 1000000/s, and is full at "
            "1/s\n");
}
TEST(OverCapacity, IsToldWhereTheWorkThatIsKnownFillsTheBound) {
  const Plan plan = plannedServices("  a: { contract: { max_in_flight: 1 }, service_time: { mean: "
                                    "25ms }, calls: [ { to: b } ] }\n  b: {}\n");
  EXPECT_EQ(messagesOf(plan, "over-capacity"),
            "'a' has 2.5 in flight at 100/s by what is known of its time alone, and admits 1\n");
  EXPECT_EQ(plan.services.front().verdict, Verdict::overCapacity);
  EXPECT_EQ(plan.services.front().binding, Constraint::inFlight);
}
TEST(OverCapacity, IsNotToldWhereTheWorkThatIsKnownLeavesRoom) {
  const Plan plan = plannedServices("  a: { contract: { max_in_flight: 3 }, service_time: { mean: "
                                    "25ms }, calls: [ { to: b } ] }\n  b: {}\n");
  EXPECT_EQ(messagesOf(plan, "over-capacity"), "");
  EXPECT_EQ(plan.services.front().verdict, Verdict::unknown);
}

TEST(AboveLine, IsToldBetweenTheLineAndCapacity) {
  EXPECT_EQ(found("above-line", "  a: { service_time: { mean: 80ms }, pool: { size: 10 } }\n"),
            "'a' uses 80% of its pool at 100/s, above the policy's 70%; it is full at 125/s\n");
}
TEST(AboveLine, ShowsTheDigitsThatTellItFromTheLine) {
  EXPECT_EQ(found("above-line", "  a: { service_time: { mean: 70.002ms }, pool: { size: 10 } }\n"),
            "'a' uses 70.002% of its pool at 100/s, above the policy's 70%; it is full at 143/s\n");
}
TEST(AboveLine, IsSilentOnTheLine) {
  EXPECT_EQ(found("above-line", "  a: { service_time: { mean: 70ms }, pool: { size: 10 } }\n"), "");
}

TEST(AboveLine, HoldsAContractToTheSamePolicyAsTheHeadLine) { // which says 77/s: 110/s × 70 %
  const std::string services = "  a: { contract: { max_rate: 110/s } }\n";
  EXPECT_EQ(found("above-line", services),
            "'a' uses 90.9% of its contract rate at 100/s, above the policy's 70%; it allows "
            "110/s\n");
  EXPECT_EQ(plannedServices(services).find("a")->verdict, Verdict::aboveLine);
  EXPECT_NEAR(plannedServices(services).system.maxRateAtPolicy->count(), 77, 1e-9);
}
TEST(AboveLine, IsNoMoreThanANoteOfAContract) {
  const Plan plan = plannedServices("  a: { contract: { max_rate: 100/s } }\n");
  const auto told =
      std::find_if(plan.findings.begin(), plan.findings.end(),
                   [](const findings::Finding &each) { return each.check == "above-line"; });
  ASSERT_NE(told, plan.findings.end());
  EXPECT_EQ(told->severity, findings::Severity::note);
}
TEST(AboveLine, TellsTheSharesOfCallersToo) {
  const std::string services =
      "  a: { calls: [ { to: b } ] }\n"
      "  b: { service_time: { mean: 80ms }, contract: { per_caller: { a: { max_rate: 125/s, "
      "max_in_flight: 10 } } } }\n";
  EXPECT_EQ(found("above-line", services),
            "'a' uses 80% of the rate that 'b' allows it at 100/s, above the policy's 70%\n"
            "'a' uses 80% of what 'b' allows it at 100/s, above the policy's 70%\n");
}

TEST(RateAboveContract, ComparesArrivals) {
  EXPECT_EQ(found("rate-above-contract", "  a: { contract: { max_rate: 90/s } }\n"),
            "100/s arrive at 'a', whose contract allows 90/s\n");
}
TEST(RateAboveContract, IsSilentWhereAContractIsUsedInFull) {
  EXPECT_EQ(found("rate-above-contract", "  a: { contract: { max_rate: 100/s } }\n"), "");
}
TEST(RateAboveContract, HoldsACallerToItsOwnCap) {
  EXPECT_EQ(found("rate-above-contract", "  a: { calls: [ { to: b } ] }\n"
                                         "  b: { contract: { per_caller: { default: { max_rate: "
                                         "500/s }, a: { max_rate: 50/s } } } }\n"),
            "'a' sends 100/s to 'b', which allows this caller 50/s\n");
}
TEST(RateAboveContract, HoldsACallerToItsShareInFlight) {
  EXPECT_EQ(found("rate-above-contract",
                  "  a: { calls: [ { to: b } ] }\n"
                  "  b: { service_time: { mean: 80ms }, contract: { per_caller: { a: { "
                  "max_in_flight: 5 } } } }\n"),
            "'a' sends 100/s to 'b', which needs 8 in flight there, and its contract allows 5\n");
}

namespace {

/// An entry that makes both calls, and a pool that both of their callees use.
std::string twoWaysTo(const std::string &calls, int pool) {
  return "  a: { pool: { size: 10 }, calls: " + calls +
         " }\n  b: { pool: { size: 10 }, calls: [ { to: db } ] }\n"
         "  c: { pool: { size: 10 }, calls: [ { to: db } ] }\n  db: { pool: { size: " +
         std::to_string(pool) + " } }\n";
}

constexpr const char *oneByOne = "[ { to: b }, { to: c } ]";
constexpr const char *together = "[ { parallel: [ { to: b }, { to: c } ] } ]";

} // namespace

TEST(OversubscribedService, IsSilentWhereWaysThatFollowEachOtherFitAtOnce) {
  EXPECT_EQ(found("oversubscribed-service", twoWaysTo(oneByOne, 10)), "");
  EXPECT_EQ(found("oversubscribed-service", twoWaysTo(together, 10)),
            "the callers of 'db' (b 10 and c 10) can have 20 in flight there, and it admits 10: "
            "2x\n");
}
TEST(OversubscribedService, TellsWhatCanBeThereAtOnce) {
  EXPECT_EQ(found("oversubscribed-service", twoWaysTo(oneByOne, 8)),
            "the callers of 'db' (b 10 and c 10) can have 20 in flight there, and it admits 8: "
            "2.5x; 10, 1.25x, at once, since calls that follow each other are never made "
            "together\n");
}
TEST(OversubscribedTier, IsSilentWhereCallsThatFollowEachOtherFitAtOnce) {
  const std::string small = "  b: { pool: { size: 5 } }\n  c: { pool: { size: 5 } }\n";
  EXPECT_EQ(found("oversubscribed-tier",
                  "  a: { pool: { size: 10 }, calls: [ { to: b }, { to: c } ] }\n" + small),
            "");
  EXPECT_EQ(found("oversubscribed-tier",
                  "  a: { pool: { size: 10 }, calls: [ { parallel: [ { to: b }, { to: c } ] } ] "
                  "}\n" +
                      small),
            "the entry can offer 20 to tier 1 (b and c), which admits 10: 2x; 20, 2x, when every "
            "service on the way keeps to its own bound\n");
}

TEST(OversubscribedEdge, CountsParallelCalls) {
  EXPECT_EQ(
      found("oversubscribed-edge",
            "  a: { pool: { size: 10 }, calls: [ { parallel: [ { to: b, per_request: 3 } ] } ] }\n"
            "  b: { pool: { size: 20 } }\n"),
      "'a' can have 30 in flight at 'b', which admits 20: 1.5x\n");
}
TEST(OversubscribedEdge, IsSilentWhereAllIsAdmitted) {
  EXPECT_EQ(found("oversubscribed-edge",
                  "  a: { pool: { size: 10 }, calls: [ { to: b, per_request: 3 } ] }\n"
                  "  b: { pool: { size: 10 } }\n"),
            "");
}

namespace {

/// A service that so many clients ask, and its calls to one that admits 5.
std::string clientsBefore(const std::string &clients, const std::string &call) {
  return messagesOf(planned("loadline: 1\nworkload: [ { to: a, clients: " + clients +
                            ", think_time: 1s } ]\nservices:\n"
                            "  a: { pool: { size: 100 }, calls: [ { to: b" +
                            call + " } ] }\n  b: { pool: { size: 5 } }\n"),
                    "oversubscribed-edge");
}

const std::string twenty = "'a' can have 100 in flight at 'b', which admits 5: 20x\n";

} // namespace

TEST(OversubscribedEdge, IsSilentWhereAllClientsTogetherFit) { // 5, of the 100 that `a` admits
  EXPECT_EQ(clientsBefore("5", ""), "");
  EXPECT_EQ(clientsBefore("6", ""), twenty);
}
TEST(OversubscribedEdge, CountsWhatClientsMakeAServiceSendAtOnce) {
  EXPECT_EQ(clientsBefore("5", ", per_request: 2"), ""); // one after the other
  EXPECT_EQ(clientsBefore("2", ", hedge: 1ms"), "");     // 2 clients, twice
  EXPECT_EQ(clientsBefore("3", ", hedge: 1ms"),
            "'a' can have 200 in flight at 'b', which admits 5: 40x\n");
}
TEST(OversubscribedEdge, IsToldWhereAnAbandonedCallGoesOn) { // clients ask again meanwhile
  EXPECT_EQ(clientsBefore("5", ", timeout: 1ms"), twenty);
  EXPECT_EQ(clientsBefore("5", ", timeout: 1ms, cancel: true"), "");
}
TEST(OversubscribedEdge, IsToldWhereOthersSendWithoutWaiting) {
  EXPECT_EQ(messagesOf(planned("loadline: 1\nworkload: [ { to: a, clients: 5, think_time: 1s }, { "
                               "to: a, rate: 1/s } ]\nservices:\n"
                               "  a: { pool: { size: 100 }, calls: [ { to: b } ] }\n"
                               "  b: { pool: { size: 5 } }\n"),
                       "oversubscribed-edge"),
            twenty);
}
TEST(OversubscribedService, SumsItsCallers) {
  EXPECT_EQ(
      found("oversubscribed-service",
            "  a: { pool: { size: 10 }, calls: [ { parallel: [ { to: b }, { to: c } ] } ] }\n"
            "  b: { pool: { size: 10 }, calls: [ { to: c } ] }\n"
            "  c: { pool: { size: 12 } }\n"),
      "the callers of 'c' (a 10 and b 10) can have 20 in flight there, and it admits 12: 1.67x\n");
}

TEST(OversubscribedTier, TellsTheClampedFigureBeside) {
  EXPECT_EQ(found("oversubscribed-tier", "  a: { pool: { size: 90 }, calls: [ { to: b } ] }\n"
                                         "  b: { pool: { size: 60 }, calls: [ { to: c } ] }\n"
                                         "  c: { pool: { size: 30 } }\n"),
            "the entry can offer 90 to tier 1 (b), which admits 60: 1.5x; 90, 1.5x, when every "
            "service on the "
            "way keeps to its own bound\n"
            "the entry can offer 90 to tier 2 (c), which admits 30: 3x; 60, 2x, when every service "
            "on the way "
            "keeps to its own bound\n");
}

TEST(OversubscribedRate, TakesCacheHitsOut) {
  EXPECT_EQ(found("oversubscribed-rate", "  a: { contract: { max_rate: 100/s }, calls: [ { to: b, "
                                         "per_request: 4, cache_hit: 50% } ] }\n"
                                         "  b: { contract: { max_rate: 100/s } }\n"),
            "the contract of 'a' lets 200/s through to 'b', whose contract allows 100/s: 2x\n");
}

TEST(ImpossibleLatency, AddsCallsThatFollowEachOther) {
  EXPECT_EQ(found("impossible-latency",
                  "  a: { contract: { max_rate: 100/s, max_in_flight: 50 }, calls: [ { to: b, "
                  "per_request: 3 } ] }\n"
                  "  b: { contract: { max_rate: 100/s, max_in_flight: 20 } }\n"),
            "'a' promises 100/s with 50 in flight, which leaves a request 500 ms; but it waits for "
            "'b', whose "
            "100/s with 20 in flight mean 600 ms\n");
}
TEST(ImpossibleLatency, IsSilentWhereTheCallIsOptional) {
  EXPECT_EQ(found("impossible-latency",
                  "  a: { contract: { max_rate: 100/s, max_in_flight: 20 }, calls: [ { to: b, "
                  "optional: true } ] }\n"
                  "  b: { contract: { max_rate: 100/s, max_in_flight: 50 } }\n"),
            "");
}

TEST(ImpossibleLatency, OfItsOwnWorkSaysWhatThePromiseNeeds) { // 2 / 40 ms; 5000/s × 40 ms
  EXPECT_EQ(found("impossible-latency", "  a: { contract: { max_rate: 5000/s, max_in_flight: 2 }, "
                                        "service_time: { mean: 40ms } }\n"),
            "'a' promises 5000/s with 2 in flight, which leaves a request 400 µs; but one takes 40 "
            "ms before any waiting, so that 2 in flight reach 50/s, and 5000/s need 200\n");
}
TEST(ImpossibleLatency, OfItselfCountsCallsThatImplyNothing) { // 10 / 100/s is less than 81 + 40
  const std::string calls = "service_time: { mean: 81ms }, calls: [ { to: b } ] }\n  b: { "
                            "service_time: { mean: 40ms }, contract: { max_in_flight: 9";
  const std::string a = "  a: { contract: { max_rate: 100/s, max_in_flight: 10 }, ";
  EXPECT_NE(found("impossible-latency", a + calls + " } }\n").find("one takes 121 ms"),
            std::string::npos);
  EXPECT_EQ(found("impossible-latency", a + calls + ", max_rate: 100/s } }\n"), "");
}
TEST(ImpossibleLatency, IsSilentWhereThePromiseTakesAllThatIsAdmitted) { // 5000/s × 40 ms
  EXPECT_EQ(found("impossible-latency", "  a: { contract: { max_rate: 5000/s, max_in_flight: 200 "
                                        "}, service_time: { mean: 40ms } }\n"),
            "");
}
TEST(SloMissed, ComparesWithoutWaiting) {
  EXPECT_EQ(
      found("slo-missed", "  a: { service_time: { mean: 20ms, p99: 80ms }, slo: { p99: 50ms } }\n"),
      "the p99 of 'a' is 80 ms before any waiting, above its objective of 50 ms\n");
}
TEST(TimeoutBelowP99, NamesBothTimes) {
  EXPECT_EQ(found("timeout-below-p99", "  a: { calls: [ { to: b, timeout: 50ms } ] }\n"
                                       "  b: { service_time: { mean: 20ms, p99: 80ms } }\n"),
            "'a' gives 'b' 50 ms, and one answer in a hundred takes 80 ms or more\n");
}
TEST(TimeoutBelowP99, IsTheSameInEveryUnit) { // 0.3 s is no less than 300 ms
  const auto said = [](const std::string &timeout) {
    return found("timeout-below-p99", "  a: { calls: [ { to: b, timeout: " + timeout +
                                          " } ] }\n  b: { service_time: { mean: 300ms, "
                                          "distribution: deterministic } }\n");
  };
  EXPECT_EQ(said("300ms") + said("0.3s") + said("300000us"), "");
  EXPECT_NE(said("299.9ms"), "");
}
TEST(TooFewReplicas, AreCountedAtTheLine) { // 100/s × 20 ms / 70 % = 2.86 cores
  EXPECT_EQ(found("too-few-replicas",
                  "  a: { service_time: { mean: 20ms }, deployment: { replicas: 2, cpu: 1 } }\n"),
            "'a' has 2 replicas and needs 3 to stay at the policy's line\n");
}
TEST(MissingBound, NamesTheNumberToSet) { // 100/s × 20 ms / 70 % = 2.86
  EXPECT_EQ(found("missing-bound", "  a: { service_time: { mean: 20ms } }\n"),
            "nothing limits the requests in flight at 'a'; 3 would keep the policy's headroom\n");
}
TEST(BoundDisagreement, ShowsBothBounds) {
  EXPECT_EQ(found("bound-disagreement", "  a: { contract: { max_in_flight: 400 }, deployment: { "
                                        "replicas: 5, max_in_flight: 100 } }\n"),
            "'a' admits 400 by contract.max_in_flight and 500 by deployment (5 replicas × 100); "
            "the least, 400, holds\n");
}
TEST(BoundBelowRecommended, NamesItsBasis) { // 100/s × 80 ms / 70 % = 11.4
  EXPECT_EQ(
      found("bound-below-recommended",
            "  a: { service_time: { mean: 20ms, p99: 80ms }, contract: { max_in_flight: 5 } }\n"),
      "'a' admits 5, and 12 would keep the policy's headroom at its p99 residence time\n");
}
TEST(UnboundedQueue, IsWhatABoundAloneMeans) {
  EXPECT_EQ(found("unbounded-queue", "  a: { contract: { max_in_flight: 5 } }\n"),
            "requests over the bound of 'a' wait in a queue without limit\n");
}
TEST(UnboundedQueue, IsSilentWhereExcessIsRejected) {
  EXPECT_EQ(
      found("unbounded-queue", "  a: { contract: { max_in_flight: 5, on_excess: reject } }\n"), "");
}
TEST(UnknownTime, WarnsOfACircleThatSettlesTooSlowly) {
  EXPECT_EQ(found("unknown-time",
                  "  a: { service_time: { mean: 4ms }, calls: [ { to: a, per_request: 0.9999, "
                  "timeout: 1h } ] }\n"),
            "the time of 'a' is unknown: the calls round 'a' settle too slowly\n");
}
TEST(UnknownTime, NamesTheServiceThatSaysNone) {
  EXPECT_EQ(found("unknown-time", "  a: { calls: [ { to: b } ] }\n  b: {}\n"),
            "'b' gives no service_time, so the times of what calls it are unknown\n");
}
TEST(UnreachedService, IsToldOnce) {
  EXPECT_EQ(found("unreached-service", "  a: {}\n  b: {}\n"), "no workload gets to 'b'\n");
}

TEST(Findings, KeepTheirFingerprintWhenTheSpecMoves) {
  const std::string services = "  a: { contract: { max_rate: 90/s } }\n";
  const Plan before = plannedServices(services);
  const Plan after = plannedServices("\n\n  # moved down\n" + services);
  EXPECT_NE(before.findings.front().at, after.findings.front().at);
  EXPECT_EQ(before.findings.front().fingerprint, after.findings.front().fingerprint);
}
TEST(Findings, ComeWithTheSevereFirst) {
  const Plan plan = examplePlan("bench");
  EXPECT_TRUE(std::is_sorted(plan.findings.begin(), plan.findings.end(),
                             [](const auto &a, const auto &b) { return a.severity > b.severity; }));
}

} // namespace loadline::plan
