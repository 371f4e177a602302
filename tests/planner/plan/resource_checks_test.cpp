#include "tests/planner/plan/planned.h"

#include <cmath>

// Memory, descriptors, threads, connections, ports and replicas.

namespace loadline::plan {

namespace {

std::string found(std::string_view check, const std::string &services) {
  return messagesOf(plannedServices(services), check);
}

const ConstraintPlan &constraintOf(const ServicePlan &service, Constraint kind) {
  const auto found =
      std::find_if(service.constraints.begin(), service.constraints.end(),
                   [&](const ConstraintPlan &each) { return each.constraint == kind; });
  EXPECT_NE(found, service.constraints.end());
  return *found;
}

} // namespace

TEST(Memory, HasRoomForWhatTheBaseLeaves) { // (512 - 256) Mi / (12 + 4) Ki = 16384, of two replicas
  const Plan plan = plannedServices(
      "  a: { service_time: { mean: 10ms }, deployment: { replicas: 2, memory: 512Mi, base_memory: "
      "256Mi, per_request: { memory: 12Ki, stack: 4Ki } } }\n");
  EXPECT_EQ(constraintOf(*plan.find("a"), Constraint::memory).inFlight, Concurrency(32768));
}
TEST(BoundAboveResource, NamesTheResource) {
  EXPECT_EQ(
      found("bound-above-resource",
            "  a: { deployment: { replicas: 2, max_in_flight: 500, descriptors: 1024, threads: "
            "600, per_request: { descriptors: 3 } } }\n"),
      "'a' admits 1000, and its descriptors have room for 682\n");
}
TEST(Ports, OfNewConnectionsHoldForAMinute) { // 28232 / 60 s
  const Plan plan = plannedServices(
      "  a: { service_time: { mean: 1ms }, calls: [ { to: b, new_connection: true } ] }\n"
      "  b: { service_time: { mean: 1ms } }\n");
  EXPECT_NEAR(constraintOf(*plan.find("a"), Constraint::ports).limit.count(), 28232.0 / 60, 1e-9);
}
TEST(Connections, BoundWhatACallerCanHaveInFlight) { // 2 × 10 connections, and 20 / 50 ms
  const Plan plan = plannedServices(
      "  a: { service_time: { mean: 1ms }, deployment: { replicas: 2, max_in_flight: 100 }, calls: "
      "[ { to: b, connections: 10 } ] }\n"
      "  b: { service_time: { mean: 50ms }, pool: { size: 40 } }\n");
  EXPECT_EQ(edgeOf(plan, "a", "b").offeredInFlight, Concurrency(20));
  EXPECT_NEAR(constraintOf(*plan.find("a"), Constraint::connections).limit.count(), 400, 1e-9);
}
TEST(Streams, MultiplyConnections) {
  const Plan plan = plannedServices(
      "  a: { pool: { size: 1000 }, calls: [ { to: b, connections: 2, streams: 100 } ] }\n"
      "  b: { pool: { size: 40 } }\n");
  EXPECT_EQ(edgeOf(plan, "a", "b").offeredInFlight, Concurrency(200));
}
TEST(Streams, AreNoMoreThanTheCalleeTakes) {
  const Plan plan = plannedServices(
      "  a: { pool: { size: 1000 }, calls: [ { to: b, connections: 2, streams: 100 } ] }\n"
      "  b: { pool: { size: 40 }, max_streams: 16 }\n");
  EXPECT_EQ(edgeOf(plan, "a", "b").offeredInFlight, Concurrency(32));
}
TEST(ConnectionsOverLimit, CountsReplicasAtTheirMostAndTheirSurge) { // (10 + 3) × 20
  EXPECT_EQ(
      found("connections-over-limit",
            "  a: { deployment: { replicas: { current: 4, max: 10 }, surge: 25% }, calls: [ { to: "
            "db, connections: 20 } ] }\n  db: { max_connections: 100 }\n"),
      "the callers of 'db' (a 13 × 20) open up to 260 connections, 80 with the replicas they have "
      "now, and it accepts 100: 2.6x\n");
}
TEST(AutoscalingOversubscribes, WhatFitsToday) {
  EXPECT_EQ(found("autoscaling-oversubscribes",
                  "  a: { deployment: { replicas: { min: 1, current: 2, max: 10 }, max_in_flight: "
                  "20 }, calls: [ { to: b } ] }\n  b: { pool: { size: 50 } }\n"),
            "at 10 replicas 'a' can have 4x of what 'b' admits in flight there, where it can have "
            "0.8x at 2; that is 10x of what it can have at 1\n");
}
TEST(LargeReplica, HasMoreCoresOrMemoryThanThePolicySays) {
  EXPECT_EQ(found("large-replica", "  a: { deployment: { cpu: 32, memory: 64Gi } }\n"),
            "a replica of 'a' has 32 cores, and beyond 16 cores more replicas serve better than "
            "larger ones\n"
            "a replica of 'a' has 64 Gi, and beyond 29.8 Gi more replicas serve better than larger "
            "ones\n");
  EXPECT_EQ(found("large-replica", "  a: { deployment: { cpu: 16, memory: 16Gi } }\n"), "");
}
TEST(LayerOrder, NamesThePairAndWhatGoesWrong) {
  EXPECT_EQ(found("layer-order", "  a: { layers: [ metrics, bound, retry, timeout ] }\n"),
            "'a' has its bound around its retry: slots would be held through the pauses between "
            "attempts\n");
}
TEST(LayerOrder, OfTheWholeListHasNoFinding) {
  EXPECT_EQ(found("layer-order",
                  "  a: { layers: [ metrics, rate_limit, shedding, deadline, cache, coalescing, "
                  "retry, hedge, bound, breaker, timeout, pool ] }\n"),
            "");
}
TEST(UpdateBelowNeed, TakesUnavailableReplicasAway) { // 100/s × 25 ms fill 2.5 cores, so 3
  EXPECT_EQ(found("update-below-need",
                  "  a: { service_time: { mean: 25ms }, deployment: { replicas: 4, unavailable: "
                  "50%, cpu: 1 } }\n"),
            "a rolling update leaves 'a' 2 of its 4 replicas, and the planned load fills 3\n");
}

TEST(Replicas, BareAtTheLineWithSpareAndWithSurge) { // 300 in flight at p99, 429 at the line
  const Plan plan = planned(
      "loadline: 1\nworkload: [ { to: a, rate: { baseline: 200/s, peak: 1000/s } } ]\n"
      "services:\n  a: { service_time: { p50: 100ms, p99: 300ms }, deployment: { replicas: 8, "
      "max_in_flight: 60, surge: 25% } }\n");
  const ServicePlan &a = *plan.find("a");
  EXPECT_NEAR(a.inFlightAtP99->count(), 300, 1e-9);
  EXPECT_EQ(a.replicas.bare, 5);
  EXPECT_EQ(a.replicasNeeded, 8);
  EXPECT_EQ(a.replicas.withSpare, 9);
  EXPECT_EQ(a.replicas.withSurge, 10);
  EXPECT_EQ(a.replicas.atPeak, 8);
  EXPECT_EQ(a.replicas.atBaseline, 2); // 60 / 0.7 = 86
  EXPECT_EQ(a.replicas.binding, Constraint::inFlight);
}
TEST(Growth, NamesTheMonthsOfTheLineAndOfTheEnd) { // 100 × 1.1ⁿ above 140 and above 200
  const Plan plan =
      planned("loadline: 1\nworkload: [ { to: a, rate: { baseline: 100/s, growth: 10%/month } } ]\n"
              "services:\n  a: { service_time: { mean: 50ms }, pool: { size: 10 } }\n");
  EXPECT_EQ(plan.find("a")->growth.lineInMonths, 4); // 146.4
  EXPECT_EQ(plan.find("a")->growth.fullInMonths, 8); // 214.4
  EXPECT_NEAR(plan.find("a")->growth.arrivalRate->count(), 100 * std::pow(1.1, 12), 1e-9);
  EXPECT_EQ(plan.system.growth.fullInMonths, 8);
  EXPECT_EQ(messagesOf(plan, "full-within-horizon"),
            "'a' no longer fits in month 8 of its growth: pool is used up; it is above the line "
            "from month 4 on\n");
}
TEST(Growth, IsFullWhenAResourceIsReachedAndAContractExceeded) { // 100/s × 2² in 24 months
  const auto full = [](const std::string &service) {
    return planned("loadline: 1\nworkload: [ { to: a, rate: { baseline: 100/s, growth: 100%/year } "
                   "} ]\n"
                   "services:\n  a: " +
                   service + "\n")
        .find("a")
        ->growth.fullInMonths;
  };
  EXPECT_EQ(full("{ service_time: { mean: 25ms }, pool: { size: 10 } }"), 24);
  EXPECT_EQ(full("{ service_time: { mean: 25ms }, contract: { max_rate: 400/s } }"), 25);
}
TEST(Replicas, AreSetByWhatAsksForMostBeforeRounding) { // 1.43 of cores, 1.5 of slots: both 2
  const ServicePlan a =
      *plannedServices("  a: { service_time: { mean: 40ms }, cpu_time: 10ms, deployment: { "
                       "replicas: 3, cpu: 1, max_in_flight: 4 } }\n")
           .find("a");
  EXPECT_EQ(a.replicasNeeded, 2);
  EXPECT_EQ(a.replicas.binding, Constraint::inFlight);
}
TEST(Cost, OfAnAutoscalerIsThatOfItsLeastAtLeast) { // one would do
  const Plan plan = plannedServices(
      "  a: { service_time: { mean: 1ms }, deployment: { replicas: { min: 2, current: 3, max: 9 }, "
      "cpu: 1, price: 50/month } }\n");
  const ServicePlan &a = *plan.find("a");
  EXPECT_EQ(a.replicasNeeded, 1);
  EXPECT_EQ(a.cost.needed, Price(100));
}
TEST(Cost, CountsReplicasAndRequests) { // 5 × 20 a month over 100/s × 730 h
  const Plan plan = plannedServices(
      "  a: { service_time: { mean: 10ms }, deployment: { replicas: 5, cpu: 1, price: 20/month } "
      "}\n");
  const CostPlan &cost = plan.find("a")->cost;
  EXPECT_EQ(cost.declared, Price(100));
  EXPECT_EQ(cost.needed, Price(40)); // 100/s × 10 ms / 0.7 = 1.43 cores
  EXPECT_NEAR(*cost.perMillion, 100 / (100 * 730 * 3.6e-3), 1e-9);
}
TEST(Remedies, AreThreeAndEachSuffices) { // 200 × 8 against 50
  const Plan plan = plannedServices(
      "  a: { pool: { size: 200 }, calls: [ { parallel: [ { to: b, per_request: 8 } ] } ] }\n"
      "  b: { pool: { size: 50 } }\n");
  const Remedies &remedies = *edgeOf(plan, "a", "b").remedies;
  EXPECT_EQ(remedies.admitLess, Concurrency(6)); // ⌊6.25⌋
  EXPECT_EQ(remedies.addCapacity, Concurrency(1600));
  EXPECT_FALSE(remedies.fanOutLess); // even one call each is too many
}
TEST(Remedies, OfAManagedCalleeLeaveItsCapacity) {
  const Plan plan = plannedServices("  a: { pool: { size: 20 }, calls: [ { parallel: [ { to: b, "
                                    "per_request: 8 } ] } ] }\n"
                                    "  b: { managed: true, pool: { size: 50 } }\n");
  const Remedies &remedies = *edgeOf(plan, "a", "b").remedies;
  EXPECT_FALSE(remedies.addCapacity);
  EXPECT_EQ(remedies.fanOutLess, 2);
}

TEST(Grace, CoversPreStopAndTheLastRequests) {
  const auto with = [](const std::string &grace) {
    return found("grace-too-short",
                 "  a: { service_time: { mean: 1s, distribution: deterministic }, deployment: { "
                 "pre_stop: 15s, grace: " +
                     grace + " } }\n");
  };
  EXPECT_EQ(with("16s"), "");
  EXPECT_EQ(with("10s"), "a replica of 'a' is killed after 10 s, of which pre_stop takes 15 s and "
                         "the last requests 1 s: 16 s are enough\n");
}

TEST(Grace, LastRequestsMayTakeTheirWholeDeadline) {
  EXPECT_NE(found("grace-too-short",
                  "  a: { service_time: { mean: 1s, distribution: deterministic }, slo: { "
                  "deadline: 30s }, deployment: { pre_stop: 15s, grace: 30s } }\n"),
            "");
}

TEST(Breaker, SeesOneCallAndNotOneCalls) { // 100/s over 200 replicas in 2 s
  EXPECT_EQ(
      found("breaker-never-trips",
            "  a: { deployment: { replicas: 200 }, calls: [ { to: b, breaker: { failures: "
            "50%, requests: 5, window: 2s } } ] }\n  b: {}\n"),
      "the breaker of a replica of 'a' sees 1 call to 'b' in its window of 2 s and opens only "
      "after 5\n");
}
TEST(Breaker, MustSeeEnoughCallsToOpen) { // 100/s over 10 replicas in 2 s are 20
  const auto with = [](const std::string &requests) {
    return found("breaker-never-trips", "  a: { deployment: { replicas: 10 }, calls: [ { to: b, "
                                        "breaker: { failures: 50%, requests: " +
                                            requests + ", window: 2s } } ] }\n  b: {}\n");
  };
  EXPECT_EQ(with("20"), "");
  EXPECT_EQ(with("50"), "the breaker of a replica of 'a' sees 20 calls to 'b' in its window of 2 s "
                        "and opens only after 50\n");
}

namespace {

std::string adapting(const std::string &adaptive) {
  return "  a: { service_time: { mean: 10ms }, deployment: { replicas: 3, max_in_flight: 50, "
         "adaptive: { target: 20ms" +
         adaptive + " } } }\n";
}

} // namespace

TEST(AdaptiveLimit, IsPlannedAtTheMostThatItRisesTo) {
  const Plan plan = plannedServices(adapting(", min: 10, max: 80"));
  EXPECT_EQ(plan.find("a")->maxInFlight.declared, Concurrency(240));
  EXPECT_EQ(plannedServices(adapting("")).find("a")->maxInFlight.declared, Concurrency(150));
  const auto said = std::find_if(plan.assumptions.begin(), plan.assumptions.end(), [](auto &each) {
    return each.field == "deployment.adaptive of a";
  });
  ASSERT_NE(said, plan.assumptions.end());
  EXPECT_EQ(said->value, "left at 80");
}
TEST(AdaptiveLimit, StallsWhereAStepAddsLessThanOne) { // ⌈1 / (increase − 1)⌉
  const auto with = [](const std::string &adaptive) {
    return found("adaptive-limit-stalls", adapting(adaptive));
  };
  EXPECT_EQ(with(", min: 5"), "the limit of a replica of 'a' may fall to 5 and stays where it is "
                              "below 10: 9 × 1.1, cut to a whole number, is 9\n");
  EXPECT_EQ(with(", increase: 1.05"), "the limit of a replica of 'a' may fall to 1 and stays where "
                                      "it is below 20: 19 × 1.05, cut to a whole number, is 19\n");
  EXPECT_NE(with(", min: 9"), "");
  EXPECT_EQ(with(", min: 10"), "");
  EXPECT_EQ(with(", increase: 2"), "");
  EXPECT_EQ(with(", min: 5, rounding: up"), "");
}
TEST(AdaptiveLimit, OfFewSlotsStallsBelowItsMost) { // none of 1 to 8 is raised
  const std::string few = "  a: { deployment: { max_in_flight: 8, adaptive: { target: 20ms";
  EXPECT_EQ(found("adaptive-limit-stalls", few + " } } }\n"),
            "the limit of a replica of 'a' may fall to 1 and stays where it is below 10: 7 × 1.1, "
            "cut to a whole number, is 7\n");
  EXPECT_EQ(found("adaptive-limit-stalls", few + ", min: 8 } } }\n"), "");
}

TEST(Review, IsOverdueOnceItsDayIsPast) {
  const auto on = [](const std::string &today) {
    const auto made =
        planSpecText("loadline: 1\nworkload: [ { to: a, rate: 1/s } ]\nservices:\n"
                     "  a: { contract: { max_in_flight: { value: 9, review: 2027-01-31 } } }\n",
                     "spec.yaml", {.rules = sourceRoot() / "rules", .today = today});
    return messagesOf(made->plan, "review-overdue");
  };
  EXPECT_EQ(on(""), "");
  EXPECT_EQ(on("2027-01-31"), "");
  EXPECT_EQ(on("2027-02-01"),
            "contract.max_in_flight of 'a' was to be looked at again by 2027-01-31\n");
}

TEST(ReplicasNeeded, KeepTheConnectionsOfTheirCallsBelowTheLine) { // ⌈900 × 10 ms / (0.7 × 2)⌉
  const Plan plan =
      planned("loadline: 1\nworkload: [ { to: a, rate: 900/s } ]\nservices:\n"
              "  a: { deployment: { replicas: 3, max_in_flight: 500, price: 10/month "
              "}, service_time: { mean: 1ms }, calls: [ { to: b, connections: 2 } ] }\n"
              "  b: { pool: { size: 300 }, service_time: { mean: 10ms } }\n");
  const ServicePlan &a = *plan.find("a");
  EXPECT_EQ(a.replicasNeeded, 7);
  EXPECT_EQ(a.replicas.bare, 5); // ⌈9 / 2⌉
  EXPECT_EQ(a.replicas.withSpare, 8);
  EXPECT_EQ(a.replicas.binding, Constraint::connections);
  EXPECT_EQ(a.cost.needed, Price(70));
}
TEST(ReplicasNeeded, KeepTheirPortsBelowTheLine) { // 28,232 a minute: ⌈3000 / (0.7 × 470.53)⌉
  const Plan plan = planned("loadline: 1\nworkload: [ { to: a, rate: 3000/s } ]\nservices:\n"
                            "  a: { deployment: { replicas: 3, max_in_flight: 500 }, service_time: "
                            "{ mean: 1ms }, calls: [ { to: b, new_connection: true } ] }\n"
                            "  b: { pool: { size: 300 }, service_time: { mean: 20ms } }\n");
  EXPECT_EQ(plan.find("a")->replicasNeeded, 10);
  EXPECT_EQ(plan.find("a")->replicas.binding, Constraint::ports);
}
TEST(TooFewReplicas, AsksForMoreThanAnAutoscalerGoesUpTo) { // 20 in flight at 0.7: 15 of 2
  const auto with = [](const std::string &most) {
    return found("too-few-replicas",
                 "  a: { service_time: { mean: 200ms }, deployment: { replicas: { min: 2, current: "
                 "4, max: " +
                     most + " }, max_in_flight: 2 } }\n");
  };
  EXPECT_EQ(with("15"), "");
  EXPECT_EQ(with("14"), "'a' goes up to 14 replicas and needs 15 to stay at the policy's line\n");
}
TEST(TooFewReplicas, SaysOneReplica) { // 5 in flight at 0.7: 8 of 5
  EXPECT_EQ(found("too-few-replicas",
                  "  a: { service_time: { mean: 50ms }, deployment: { replicas: "
                  "1, max_in_flight: 5 } }\n"),
            "'a' has 1 replica and needs 2 to stay at the policy's line\n");
}
TEST(Growth, UsesUpConnectionsInThePlural) { // 2 / 15 ms = 133/s, 100 × 1.05⁶ is more
  const Plan plan =
      planned("loadline: 1\nworkload: [ { to: a, rate: { baseline: 100/s, growth: 5%/month } } ]\n"
              "services:\n  a: { calls: [ { to: b, connections: 2 } ] }\n"
              "  b: { service_time: { mean: 15ms } }\n");
  EXPECT_EQ(messagesOf(plan, "full-within-horizon"),
            "'a' no longer fits in month 6 of its growth: connections are used up; it is above the "
            "line from month 0 on\n");
}
TEST(Growth,
     GoesOnUntilAnAutoscalerStandsAtItsMost) { // 40 × 5 / 180 ms = 1111/s, 100 × 1.1²⁶ is more
  const Plan plan = planned(
      "loadline: 1\nworkload: [ { to: a, rate: { baseline: 100/s, growth: 10%/month } } ]\n"
      "services:\n  a: { service_time: { mean: 180ms }, deployment: { replicas: { min: 2, current: "
      "4, max: 40 }, max_in_flight: 5 } }\n");
  EXPECT_EQ(plan.find("a")->growth.fullInMonths, 26);
  EXPECT_EQ(messagesOf(plan, "full-within-horizon"), "");
}
TEST(Autoscaling,
     OfSeveralCallersIsSummedAtWhatTheyShare) { // 3 × 2 × 10, at most 3 × 6 × 10 of 100
  const std::string caller = ": { deployment: { replicas: { min: 1, current: 2, max: 6 }, "
                             "max_in_flight: 10 }, calls: [ { to: pool } ] }\n";
  const Plan plan =
      planned("loadline: 1\nworkload: [ { to: x, rate: 1/s }, { to: y, rate: 1/s }, { "
              "to: z, rate: 1/s } ]\nservices:\n  x" +
              caller + "  y" + caller + "  z" + caller + "  pool: { pool: { size: 100 } }\n");
  ASSERT_EQ(plan.scaling.size(), 4u);
  EXPECT_EQ(plan.scaling[3].from, "");
  EXPECT_DOUBLE_EQ(plan.scaling[3].atMin->count(), 0.3);
  EXPECT_DOUBLE_EQ(plan.scaling[3].atCurrent->count(), 0.6);
  EXPECT_DOUBLE_EQ(plan.scaling[3].atMax->count(), 1.8);
  EXPECT_EQ(messagesOf(plan, "autoscaling-oversubscribes"),
            "at their most replicas the callers of 'pool' together can have 1.8x of what it admits "
            "in flight there, where they can have 0.6x now\n");
}
TEST(RateLimit, HasRoomForWhatIsInsideAtIt) { // 500/s × 250 ms
  const Plan plan = plannedServices("  a: { calls: [ { to: psp } ] }\n  psp: { external: true, "
                                    "rate_limit: 500/s, service_time: { mean: 250ms } }\n");
  const ServicePlan &psp = *plan.find("psp");
  EXPECT_EQ(psp.maxInFlight.atRateLimit, Concurrency(125));
  EXPECT_EQ(constraintOf(psp, Constraint::rateLimit).inFlight, Concurrency(125));
}

} // namespace loadline::plan
