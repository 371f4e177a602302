#include "tests/planner/plan/planned.h"

#include <fmt/format.h>

#include <cmath>

// Deadlines, retries and hedges along chains of calls.

namespace loadline::plan {

namespace {

std::string found(std::string_view check, const std::string &services) {
  return messagesOf(plannedServices(services), check);
}

} // namespace

TEST(DeadlineInverted, IsACallThatMayTakeAllTheTimeThereIs) {
  EXPECT_EQ(found("deadline-inverted", "  a: { calls: [ { to: b, timeout: 300ms } ] }\n"
                                       "  b: { calls: [ { to: c, timeout: 300ms } ] }\n  c: {}\n"),
            "'b' has 300 ms for its answer and gives 'c' 300 ms of it: when that is slow, 'b' is "
            "given up first and its work is for nothing\n");
}
TEST(DeadlineInverted, IsSilentWhereDeadlinesShrink) {
  EXPECT_EQ(found("deadline-inverted",
                  "  a: { slo: { deadline: 1s }, calls: [ { to: b, timeout: 300ms } ] }\n"
                  "  b: { calls: [ { to: c, timeout: 200ms } ] }\n  c: {}\n"),
            "");
}
TEST(DeadlineInverted, TakesTheOwnWorkOff) { // 500 - 300 ms
  const auto said = [](const std::string &timeout) {
    return found(
        "deadline-inverted",
        "  a: { slo: { deadline: 500ms }, service_time: { mean: 300ms }, calls: [ { to: b, "
        "timeout: " +
            timeout + " } ] }\n  b: {}\n");
  };
  EXPECT_EQ(said("400ms"),
            "'a' has 500 ms for its answer, of which its own work leaves 200 ms, and "
            "gives 'b' 400 ms: when that is slow, 'a' is given up first\n");
  EXPECT_EQ(said("200ms"), "");
}

namespace {

/// The calls of a service with a second, of which its own work takes 100 ms.
std::string pastDeadline(const std::string &calls) {
  return found("calls-past-deadline",
               "  a: { slo: { deadline: 1s }, service_time: { mean: 100ms }, "
               "calls: [ " +
                   calls + " ] }\n  b: {}\n  c: {}\n");
}

} // namespace

TEST(CallsPastDeadline, AddCallsThatFollowEachOther) {
  EXPECT_EQ(pastDeadline("{ to: b, timeout: 500ms }, { to: c, timeout: 450ms }"),
            "'a' has 1 s for its answer, of which its own work leaves 900 ms, and its calls after "
            "each other may take 950 ms ('b' 500 ms and 'c' 450 ms): the last ones need what is "
            "left of the time for their timeout\n");
  EXPECT_EQ(pastDeadline("{ to: b, timeout: 500ms }, { to: c, timeout: 400ms }"), "");
}
TEST(CallsPastDeadline, TakeTheSlowestOfAGroup) {
  EXPECT_EQ(pastDeadline("{ parallel: [ { to: b, timeout: 500ms }, { to: c, timeout: 450ms } ] }"),
            "");
}
TEST(CallsPastDeadline, CountTheCallsOfARequestAndTheirAttempts) { // 3 × 400; 2 × 2 × 250
  EXPECT_NE(pastDeadline("{ to: b, timeout: 400ms, per_request: 3 }").find("may take 1.2 s"),
            std::string::npos);
  EXPECT_NE(pastDeadline("{ to: b, timeout: 250ms, retries: 1, per_request: 2 }").find("take 1 s"),
            std::string::npos);
  EXPECT_EQ(pastDeadline("{ to: b, timeout: 300ms, per_request: 3 }"), "");
}
TEST(CallsPastDeadline, LeaveOutWhatSomeRequestsMakeAndWhatIsToldAlone) {
  EXPECT_EQ(pastDeadline("{ to: b, timeout: 500ms }, { to: c, timeout: 450ms, per_request: 0.5 }"),
            "");
  EXPECT_EQ(pastDeadline("{ to: b, timeout: 500ms }, { to: c, timeout: 450ms, cache_hit: 50% }"),
            "");
  EXPECT_EQ(pastDeadline("{ to: b, timeout: 500ms, retries: 2 }, { to: c, timeout: 450ms }"), "");
  EXPECT_EQ(pastDeadline("{ to: b, timeout: 1s }, { to: c, timeout: 450ms }"), "");
  EXPECT_EQ(pastDeadline("{ to: b, timeout: 950ms }, { to: c, timeout: 450ms }"), "");
}
TEST(RetriesPastDeadline, CountAttemptsAndBackoff) { // 3 × 100 ms + 2 × 50 ms
  EXPECT_EQ(found("retries-past-deadline",
                  "  a: { slo: { deadline: 350ms }, calls: [ { to: b, timeout: 100ms, retries: { "
                  "max: 2, backoff: 50ms } } ] }\n  b: {}\n"),
            "'a' has 350 ms for its answer, and its 3 attempts at 'b' take up to 400 ms\n");
}
TEST(MissingTimeout, IsToldWhereTheCallerIsGivenUp) {
  EXPECT_EQ(found("missing-timeout", "  a: { calls: [ { to: b, timeout: 300ms } ] }\n"
                                     "  b: { calls: [ { to: c } ] }\n  c: {}\n"),
            "'b' is given up after 300 ms, and waits for 'c' without limit\n");
}
TEST(ChainChecks, ASidecarCallsItsServiceWithinThePod) {
  EXPECT_EQ(
      found("missing-timeout",
            "  a: { calls: [ { to: b, timeout: 300ms } ] }\n"
            "  b: { service_time: { mean: 20ms }, sidecar: { service_time: { mean: 1ms } } }\n"),
      "");
}
TEST(RetryAmplification, MultipliesLayers) { // 3 × 3
  EXPECT_EQ(found("retry-amplification", "  a: { calls: [ { to: b, retries: 2 } ] }\n"
                                         "  b: { calls: [ { to: c, retries: 2 } ] }\n  c: {}\n"),
            "when 'c' fails, each call at the top makes 9 attempts there (3 by 'a' and 3 by "
            "'b')\n");
}
TEST(RetryAmplification, IsSilentWhereABudgetHoldsIt) {
  EXPECT_EQ(found("retry-amplification",
                  "  a: { calls: [ { to: b, retries: { max: 2, budget: 10% } } ] }\n"
                  "  b: { calls: [ { to: c, retries: 2 } ] }\n  c: {}\n"),
            "");
}
TEST(RetryAmplification, CountsTheCallsOfARequest) { // 50 × 5; 4 × 2 × 9 below
  EXPECT_EQ(found("retry-amplification",
                  "  a: { calls: [ { parallel: [ { to: b, retries: 4, per_request: 50 } ] } ] }\n"
                  "  b: {}\n"),
            "when 'b' fails, each call at the top makes 5 attempts there (5 by 'a'); with 50 calls "
            "a request makes 250\n");
  EXPECT_EQ(found("retry-amplification",
                  "  a: { calls: [ { to: b, retries: 2, per_request: 4 } ] }\n"
                  "  b: { calls: [ { to: c, retries: 2, per_request: 2 } ] }\n  c: {}\n"),
            "when 'c' fails, each call at the top makes 9 attempts there (3 by 'a' and 3 by 'b'); "
            "with 8 calls a request makes 72\n");
}
TEST(RetryAmplification, TellsOfTheWayThatTriesMost) { // 2 × 4 by 'y', 3 × 4 by 'x'
  EXPECT_EQ(found("retry-amplification",
                  "  a: { calls: [ { to: x, retries: 2 }, { to: y, retries: 1 } ] }\n"
                  "  x: { calls: [ { to: b, retries: 3 } ] }\n"
                  "  y: { calls: [ { to: b, retries: 3 } ] }\n  b: {}\n"),
            "when 'b' fails, each call at the top makes 12 attempts there (3 by 'a' and 4 by "
            "'x')\n");
}
TEST(RetryAmplification, IsSilentWhereOneLayerTriesOneCall) {
  EXPECT_EQ(found("retry-amplification", "  a: { calls: [ { to: b, retries: 4 } ] }\n  b: {}\n"),
            "");
  EXPECT_EQ(found("retry-amplification",
                  "  a: { calls: [ { to: b, retries: 1, per_request: 4 } ] }\n  b: {}\n"),
            "");
}
TEST(EagerHedge, AtTheMedianDoublesHalfOfTheCalls) { // ln 2 × 10 ms is the median, ln 20 the p95
  EXPECT_EQ(found("eager-hedge",
                  "  a: { calls: [ { to: b, hedge: 6931472ns } ] }\n"
                  "  b: { service_time: { mean: 10ms, distribution: exponential } }\n"),
            "'a' sends 'b' a second attempt for 50% of its calls; after 30 ms it is 5%\n");
}
TEST(EagerHedge, IsSilentAtTheP95) {
  EXPECT_EQ(found("eager-hedge",
                  "  a: { calls: [ { to: b, hedge: 30ms } ] }\n"
                  "  b: { service_time: { mean: 10ms, distribution: exponential } }\n"),
            "");
}
TEST(DeadlineAtFullLoad, IsMissedByWhatABoundAdmits) { // 200 × 100 × 50 ms / 50 = 20 s
  EXPECT_EQ(
      found("deadline-at-full-load",
            "  a: { pool: { size: 200 }, slo: { deadline: 5s }, calls: [ { parallel: [ { to: "
            "b, per_request: 100 } ], limit: 8 } ] }\n"
            "  b: { pool: { size: 50 }, service_time: { mean: 50ms } }\n"),
      "with all of its 200 requests inside, 'a' waits 20 s for 100 calls each to 'b', past its "
      "5 s; it keeps to that with up to 50 inside\n");
}

TEST(QueuePastDeadline, TellsWhatIsAnsweredInTime) { // 2 × 150 at 200/s; 200/s × (1 s − 50 ms)
  const auto told = [](int queue) {
    return found("queue-past-deadline",
                 fmt::format("  a: {{ calls: [ {{ to: b, timeout: 1s }} ] }}\n"
                             "  b: {{ deployment: {{ replicas: 2, max_in_flight: 5, queue: {} }}, "
                             "service_time: {{ mean: 50ms }} }}\n",
                             queue));
  };
  EXPECT_EQ(told(150),
            "the last of the 300 in the queue of 'b' waits 1.5 s at the 200/s that it gets done, "
            "and is given up after 1 s; 190 of them are answered in time\n");
  EXPECT_EQ(told(95), "");
}

TEST(Retries, OfWhatFailsAddToTheTraffic) { // 1 + 0.2 + 0.04
  const Plan plan =
      plannedServices("  a: { service_time: { mean: 1ms }, calls: [ { to: b, retries: 2 } ] }\n"
                      "  b: { service_time: { mean: 1ms }, fails: 20% }\n");
  EXPECT_NEAR(plan.find("b")->arrivalRate->count(), 124, 1e-9);
}
TEST(Retries, KeepToTheirBudget) {
  const Plan plan = plannedServices(
      "  a: { service_time: { mean: 1ms }, calls: [ { to: b, retries: { max: 2, budget: 10% } } ] "
      "}\n  b: { service_time: { mean: 1ms }, fails: 20% }\n");
  EXPECT_NEAR(plan.find("b")->arrivalRate->count(), 110, 1e-9);
}
TEST(Retries, FollowATimeoutToo) { // P(X > 10 ms) = 1/e
  const Plan plan =
      plannedServices("  a: { calls: [ { to: b, timeout: 10ms, retries: 1 } ] }\n"
                      "  b: { service_time: { mean: 10ms, distribution: exponential } }\n");
  EXPECT_NEAR(plan.find("b")->arrivalRate->count(), 100 * (1 + std::exp(-1.0)), 1e-9);
}
TEST(Hedges, AddTheCallsThatAreLate) {
  const Plan plan =
      plannedServices("  a: { calls: [ { to: b, hedge: 10ms } ] }\n"
                      "  b: { service_time: { mean: 10ms, distribution: exponential } }\n");
  EXPECT_NEAR(plan.find("b")->arrivalRate->count(), 100 * (1 + std::exp(-1.0)), 1e-9);
  EXPECT_EQ(edgeOf(plan, "a", "b").parallelCalls, 2);
  EXPECT_NEAR(edgeOf(plan, "a", "b").hedgeRate.value().count(), 100 * std::exp(-1.0), 1e-9);
}
TEST(Hedges, CountAmongTheRetriesThatAreHedgedToo) {
  const Plan plan = plannedServices(
      "  a: { calls: [ { to: b, hedge: 10ms, retries: 1 } ] }\n"
      "  b: { service_time: { mean: 10ms, distribution: exponential }, fails: 20% }\n");
  EXPECT_NEAR(edgeOf(plan, "a", "b").hedgeRate.value() / plan.find("b")->arrivalRate.value(),
              std::exp(-1.0) / (1 + std::exp(-1.0)), 1e-9);
}
TEST(Hedges, AreNotToldOfCallsWithout) {
  const Plan plan = plannedServices("  a: { calls: [ { to: b, retries: 1 } ] }\n"
                                    "  b: { service_time: { mean: 10ms } }\n");
  EXPECT_FALSE(edgeOf(plan, "a", "b").hedgeRate);
}
TEST(Calls, CoalesceBatchAndCountPerItem) { // 20 items, half of the misses join, tens travel as one
  const Plan plan = plannedServices(
      "  a: { items: { mean: 20, max: 500 }, pool: { size: 1 }, calls: [ { parallel: [ { to: b, "
      "per_item: 1, coalesce: 50%, batch: 10 } ] } ] }\n  b: {}\n");
  EXPECT_NEAR(plan.find("b")->arrivalRate->count(), 100.0 * 20 / 2 / 10, 1e-9);
  EXPECT_EQ(edgeOf(plan, "a", "b").offeredInFlight, Concurrency(50));
}
TEST(Calls, InBatchesTakeAsLongAsTheirBatches) { // 500 by 100: five requests of 400 ms
  const Plan plan = plannedServices(
      "  a: { items: 500, pool: { size: 8 }, calls: [ { to: b, per_item: 1, batch: 100 } ] }\n"
      "  b: { service_time: { mean: 400ms } }\n");
  EXPECT_NEAR(plan.find("a")->residenceTime.mean->count(), 2.0, 1e-9);
  EXPECT_EQ(edgeOf(plan, "a", "b").offeredInFlight, Concurrency(8));
}
TEST(Calls,
     WaitForTheRequestsThatFillTheirBatch) { // at 100/s: what 5, 10, 15 … leave of 7, and so on
  const auto wait = [](int calls, int size) {
    const Plan plan = plannedServices(fmt::format(
        "  a: {{ calls: [ {{ to: b, per_request: {}, batch: {} }} ] }}\n  b: {{ service_time: {{ "
        "mean: 1ms }} }}\n",
        calls, size));
    return plan.find("a")->residenceTime.mean->count() - 0.001;
  };
  EXPECT_NEAR(wait(1, 4), 0.0150, 1e-6);
  EXPECT_NEAR(wait(2, 4), 0.0050, 1e-6);
  EXPECT_NEAR(wait(5, 7), 0.0100, 1e-6);
  EXPECT_NEAR(wait(7, 10), 0.0110, 1e-6);
  EXPECT_NEAR(wait(3, 10), 0.0180, 1e-6);
}
TEST(Calls, ThatShareABatchHoldAPartOfItsPlace) { // 80 requests inside fill ten batches of eight
  const Plan plan = plannedServices("  a: { pool: { size: 80 }, calls: [ { to: b, batch: 8 } ] }\n"
                                    "  b: { service_time: { mean: 400ms }, pool: { size: 10 } }\n");
  EXPECT_EQ(edgeOf(plan, "a", "b").offeredInFlight, Concurrency(10));
  EXPECT_NEAR(plan.find("a")->residenceTime.mean->count(), 0.4 + 3.5 / 100, 1e-6);
}
TEST(Calls, ThatAreAsynchronousTakeNoTimeAndHoldNoPlace) {
  const Plan plan = plannedServices(
      "  a: { service_time: { mean: 5ms }, pool: { size: 9 }, calls: [ { to: b, async: true } ] }\n"
      "  b: { service_time: { mean: 50ms }, pool: { size: 3 } }\n");
  EXPECT_EQ(plan.find("a")->residenceTime.mean, Duration(0.005));
  EXPECT_FALSE(edgeOf(plan, "a", "b").offeredInFlight);
  EXPECT_NEAR(plan.find("b")->arrivalRate->count(), 100, 1e-9);
}
TEST(RetryLoop, ThatDivergesIsNamedWithItsAmplification) { // 0.9 × 1.988 a round
  const auto made =
      planSpecText("loadline: 1\nworkload: [ { to: a, rate: 1/s } ]\nservices:\n"
                   "  a: { service_time: { mean: 1ms }, fails: 90%, calls: [ { to: b, "
                   "per_request: 0.9 } ] }\n"
                   "  b: { service_time: { mean: 1ms }, calls: [ { to: a, retries: 1 "
                   "} ] }\n",
                   "spec.yaml", {.rules = sourceRoot() / "rules"});
  ASSERT_FALSE(made);
  EXPECT_NE(toString(made.error()).find("the calls a -> b -> a never end: each round makes 1.79 "),
            std::string::npos)
      << toString(made.error());
}

TEST(Calls, OfARequestFillItsOwnBatches) { // 130 by 50: 50, 50 and 30; 7 by 2: four
  const Plan plan = plannedServices(
      "  a: { items: 130, calls: [ { to: b, per_item: 1, batch: 50 }, { to: c, per_request: 7, "
      "batch: 2 } ] }\n  b: { service_time: { mean: 10ms } }\n  c: { service_time: { mean: 1ms } "
      "}\n");
  EXPECT_NEAR(plan.find("b")->arrivalRate->count(), 300, 1e-9);
  EXPECT_NEAR(plan.find("c")->arrivalRate->count(), 400, 1e-9);
  EXPECT_NEAR(plan.find("a")->residenceTime.mean->count(), 0.034, 1e-9);
}
TEST(Calls,
     OfSeveralRequestsLeaveWhenTheirBatchHasWaited) { // 1 + 8/s × 200 ms = 2.6 requests in each
  const Plan plan = planned(
      "loadline: 1\nworkload: [ { to: a, rate: 8/s } ]\nservices:\n"
      "  a: { items: 75, calls: [ { to: b, per_item: 1, batch: { size: 1000, wait: 200ms } } ] }\n"
      "  b: { service_time: { mean: 10ms } }\n");
  EXPECT_NEAR(plan.find("b")->arrivalRate->count(), 8 / 2.6, 1e-6);
}
TEST(Calls, OfManyRequestsLeaveInFullBatches) { // ten fill one long before it has waited
  const Plan plan = planned("loadline: 1\nworkload: [ { to: a, rate: 10000/s } ]\nservices:\n"
                            "  a: { calls: [ { to: b, batch: { size: 10, wait: 1s } } ] }\n"
                            "  b: { service_time: { mean: 1ms } }\n");
  EXPECT_NEAR(plan.find("b")->arrivalRate->count(), 1000, 1e-6);
}
TEST(Cancel, TakesRequestsOutOfTheCallee) { // 136.8/s × 50 ms (1 − 1/e); uncancelled 6.84
  const auto inside = [](const std::string &cancel) {
    const Plan plan = plannedServices(
        "  a: { service_time: { mean: 1ms }, calls: [ { to: b, timeout: 50ms, retries: 1" + cancel +
        " } ] }\n  b: { service_time: { mean: 50ms, distribution: exponential } }\n");
    const ServicePlan &b = *plan.find("b");
    EXPECT_NEAR(b.inFlightMean->count(), b.arrivalRate->count() * b.residenceTime.mean->count(),
                1e-12);
    return b.inFlightMean->count();
  };
  const double rate = 100 * (1 + std::exp(-1.0));
  EXPECT_NEAR(inside(""), rate * 0.05, 1e-9);
  EXPECT_NEAR(inside(", cancel: true"), rate * 0.05 * (1 - std::exp(-1.0)), 1e-6);
}
TEST(Hedges, AfterTheTimeoutAreNeverMadeAndSaySo) {
  const Plan plan = plannedServices(
      "  a: { pool: { size: 10 }, calls: [ { to: b, hedge: 50ms, timeout: 20ms } ] }\n"
      "  b: { pool: { size: 5 }, service_time: { mean: 20ms, distribution: exponential } }\n");
  EXPECT_EQ(edgeOf(plan, "a", "b").oversubscription->count(), 2);
  EXPECT_NEAR(plan.find("b")->arrivalRate->count(), 100, 1e-9);
  EXPECT_EQ(messagesOf(plan, "hedge-past-timeout"),
            "'a' gives 'b' up after 20 ms, so that the second attempt after 50 ms is never made\n");
  EXPECT_EQ(messagesOf(plan, "eager-hedge"), "");
}
TEST(EagerHedge, AdvisesNoHedgeAfterTheTimeout) { // the p95 is 20 ln 20 = 59.9 ms
  EXPECT_EQ(found("eager-hedge",
                  "  a: { calls: [ { to: b, hedge: 30ms, timeout: 40ms } ] }\n"
                  "  b: { service_time: { mean: 20ms, distribution: exponential } }\n"),
            "'a' sends 'b' a second attempt for 22.3% of its calls; its timeout of 40 ms comes "
            "before the 59.9 ms after which it would be 5%\n");
}
TEST(SloMissed, ByAServiceThatTakesLongerThanItsDeadline) {
  EXPECT_EQ(found("slo-missed",
                  "  a: { service_time: { mean: 100ms, distribution: deterministic }, "
                  "slo: { deadline: 80ms } }\n"),
            "the p99 of 'a' is 100 ms before any waiting, past its deadline of 80 ms: such answers "
            "are worth nothing\n");
}

} // namespace loadline::plan
