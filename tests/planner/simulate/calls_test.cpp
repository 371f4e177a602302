#include "tests/planner/simulate/simulated.h"

// What calls do, by systems whose figures can be told by hand: one client that asks again at once,
// and times that are certain.

namespace loadline::simulate {

using namespace std::chrono_literals;

namespace {

/// One client at `a`, for a hundred seconds.
Simulation oneClient(const std::string &services) {
  return simulated("workload: [ { to: a, clients: 1 } ]\nservices:\n" + services, 10s, 100s);
}

/// As oneClient; `a` does nothing but call, and the time of `b` is certain.
Simulation calling(const std::string &calls, const std::string &time = "1s",
                   const std::string &bound = "") {
  return oneClient("  a: { calls: [ " + calls + " ] }\n  b: { " + bound +
                   "service_time: { mean: " + time + ", distribution: deterministic } }\n");
}

double timeOf(const Simulation &run) {
  return run.workload[0].residence.mean ? run.workload[0].residence.mean->value.count() : 0;
}

} // namespace

TEST(Calls, AddToOwnWorkOneAfterTheOther) { // 10 + 3 · 20
  const Simulation run = oneClient(R"(
  a: { service_time: { mean: 10ms, distribution: deterministic }, calls: [ { to: b, per_request: 3 } ] }
  b: { service_time: { mean: 20ms, distribution: deterministic } }
)");
  EXPECT_NEAR(timeOf(run), 0.070, 1e-9);
  EXPECT_NEAR(run.services[1].arrivals.value.count(), 3 / 0.070, 0.02);
}
TEST(Calls, OfAGroupLastAsLongAsTheSlowest) {
  const Simulation run = oneClient(R"(
  a: { calls: [ { parallel: [ { to: b, per_request: 3 }, { to: c } ] } ] }
  b: { service_time: { mean: 20ms, distribution: deterministic } }
  c: { service_time: { mean: 50ms, distribution: deterministic } }
)");
  EXPECT_NEAR(timeOf(run), 0.050, 1e-9);
  EXPECT_NEAR(run.services[1].inFlight.value.count(), 3 * 20.0 / 50, 1e-3);
}
TEST(Calls, HoldTheCallersSlot) { // ten clients, one slot: 30 ms each, one at a time
  const Simulation run = simulated(R"(
workload: [ { to: a, clients: 10 } ]
services:
  a: { pool: { size: 1 }, service_time: { mean: 10ms, distribution: deterministic }, calls: [ { to: b } ] }
  b: { service_time: { mean: 20ms, distribution: deterministic } }
)",
                                   10s, 100s);
  EXPECT_NEAR(timeOf(run), 0.300, 1e-9);
  EXPECT_NEAR(run.services[0].slotsHeld.value.count(), 1, 1e-9);
  EXPECT_NEAR(run.services[0].queue.value.count(), 9, 1e-9);
  EXPECT_NEAR(run.services[1].inFlight.value.count(), 2.0 / 3, 1e-3);
}
TEST(Calls, ComeAsOftenAsTheirMeanCountSays) {
  const Simulation run = calling("{ to: b, per_request: 2.3 }", "10ms");
  EXPECT_HOLDS(run.workload[0].throughput, Rate(1 / 0.023), 0.01);
  EXPECT_NEAR(run.services[1].throughput.value.count(), 100, 0.1);
}
TEST(Calls, StayOutWhereACacheAnswers) {
  const Simulation run = calling("{ to: b, cache_hit: 75% }", "10ms");
  EXPECT_HOLDS(run.workload[0].throughput, Rate(400), 0.02);
  EXPECT_NEAR(run.services[1].throughput.value.count(), 100, 0.1);
}

TEST(Timeouts, EndTheCallAndLeaveTheCalleeAtWork) { // five a second, each at work for a second
  const Simulation run = calling("{ to: b, timeout: 200ms }");
  EXPECT_NEAR(run.workload[0].failures.value.count(), 5, 0.02);
  EXPECT_NEAR(run.services[1].expiries.value.count(), 5, 0.02);
  EXPECT_NEAR(run.services[1].inFlight.value.count(), 5, 1e-9);
  EXPECT_EQ(timeOf(run), 0); // nothing is answered
}
TEST(Timeouts, EndTheCalleeThatIsCancelled) {
  const Simulation run = calling("{ to: b, timeout: 200ms, cancel: true }");
  EXPECT_NEAR(run.services[1].inFlight.value.count(), 1, 1e-9);
  EXPECT_NEAR(run.services[1].failures.value.count(), 5, 0.02);
  EXPECT_EQ(run.services[1].throughput.value, Rate(0));
}
TEST(Timeouts, LetACallerAnswerWithoutAnOptionalCall) {
  EXPECT_NEAR(timeOf(calling("{ to: b, timeout: 200ms, optional: true }")), 0.200, 1e-9);
}
TEST(Timeouts, TakeTheCancelledOutOfQueuesAndFromTheirOwnCalls) {
  const Simulation run = oneClient(R"(
  a: { calls: [ { parallel: [ { to: b, per_request: 3, timeout: 200ms, cancel: true } ] } ] }
  b: { pool: { size: 2 }, calls: [ { to: c, cancel: true } ] }
  c: { pool: { size: 1 }, service_time: { mean: 1s, distribution: deterministic } }
)");
  EXPECT_NEAR(run.services[1].slotsHeld.value.count(), 2, 1e-9);
  EXPECT_NEAR(run.services[1].queue.value.count(), 1, 1e-9);
  EXPECT_NEAR(run.services[2].slotsHeld.value.count(), 1, 1e-9);
  EXPECT_NEAR(run.services[2].queue.value.count(), 1, 1e-9);
}

TEST(Retries, FollowTimeouts) { // three attempts of 200 ms, then the request fails
  const Simulation run = calling("{ to: b, timeout: 200ms, retries: 2 }");
  EXPECT_NEAR(run.workload[0].failures.value.count(), 1 / 0.6, 0.02);
  EXPECT_NEAR(run.services[1].arrivals.value.count(), 5, 0.02);
}
TEST(Retries, FollowRefusals) { // the second of two at once is refused four times in all
  const Simulation run =
      calling("{ parallel: [ { to: b, per_request: 2, retries: 3, optional: true } ] }", "100ms",
              "contract: { max_in_flight: 1, on_excess: reject }, ");
  EXPECT_NEAR(run.services[1].refusals.value.count(), 40, 0.1);
  EXPECT_NEAR(run.services[1].throughput.value.count(), 10, 0.02);
  EXPECT_NEAR(timeOf(run), 0.100, 1e-9);
}
TEST(Retries, WaitTheirBackoff) { // three pauses of 60 ms: the third attempt finds the slot free
  Model model = modelled(R"(
workload: [ { to: a, clients: 1 } ]
services:
  a: { calls: [ { parallel: [ { to: b, per_request: 2, retries: 3 } ] } ] }
  b: { contract: { max_in_flight: 1, on_excess: reject }, service_time: { mean: 100ms, distribution: deterministic } }
)");
  model.services[0].steps[0].calls[0].backoff = 60ms;
  const auto run = simulate(model, {.duration = 110s});
  EXPECT_NEAR(timeOf(*run), 0.220, 1e-9);
  EXPECT_EQ(run->workload[0].failures.value, Rate(0));
}

TEST(Refusals, FailTheCallerAtOnce) {
  const Simulation run = simulated(R"(
workload: [ { to: a, clients: 1, think_time: 1s }, { to: b, clients: 1 } ]
services:
  a: { calls: [ { to: b } ] }
  b: { contract: { max_in_flight: 1, on_excess: reject }, service_time: { mean: 1s, distribution: deterministic } }
)",
                                   10s, 1000s);
  EXPECT_HOLDS(run.workload[0].failures, Rate(1), 0.05);
  EXPECT_EQ(run.workload[0].throughput.value, Rate(0));
  EXPECT_EQ(run.services[0].inFlight.value, Concurrency(0));
}

TEST(OwnWork, IsCutAroundItsCallsOrDrawnForEachSlice) { // p99 of one exponential, of an Erlang-2
  const std::string rest = R"(workload: [ { to: a, clients: 1 } ]
services:
  a: { service_time: { mean: 10ms, distribution: exponential }, calls: [ { to: b } ] }
  b: { service_time: { mean: 0 } }
)";
  const Simulation together = simulated(rest, 0s, 500s);
  const Simulation independent = simulated("slices: independent\n" + rest, 0s, 500s);
  EXPECT_HOLDS(*together.workload[0].residence.mean, Duration(0.010), 0.01);
  EXPECT_HOLDS(*independent.workload[0].residence.mean, Duration(0.010), 0.01);
  EXPECT_HOLDS(*together.workload[0].residence.p99, Duration(0.0460517), 0.01);
  EXPECT_HOLDS(*independent.workload[0].residence.p99, Duration(0.0331917), 0.01);
}
TEST(OwnWork, TakesTwiceAsLongOnHalfACore) {
  const Simulation run = oneClient("  a: { deployment: { cpu: 500m }, service_time: { mean: 10ms, "
                                   "distribution: deterministic } }\n");
  EXPECT_NEAR(timeOf(run), 0.020, 1e-9);
  EXPECT_NEAR(run.services[0].cpuUtilization->value.count(), 1, 1e-9);
}
TEST(OwnWork, IsOnlyInPartOnACore) { // 2 of 10 ms on half a core, so 4 + 8
  const Simulation run = oneClient("  a: { deployment: { cpu: 500m }, cpu_time: 2ms, service_time: "
                                   "{ mean: 10ms, distribution: deterministic } }\n");
  EXPECT_NEAR(timeOf(run), 0.012, 1e-9);
  EXPECT_NEAR(run.services[0].cpuUtilization->value.count(), 4.0 / 12, 1e-3);
}
TEST(OwnWork, LosesNoCapacityOnAPartOfACore) { // two replicas of 1.25 are three cores at 5/6
  const Simulation run = simulated(R"(
workload: [ { to: a, clients: 30 } ]
services: { a: { deployment: { replicas: 2, cpu: 1.25 }, service_time: { mean: 10ms, distribution: deterministic } } }
)",
                                   1s, 100s);
  EXPECT_NEAR(run.services[0].throughput.value.count(), 250, 0.1);
}

TEST(Model, SaysWhatItTakesForGrantedAndLeavesOut) {
  const Model model = modelled(R"(
workload: [ { to: a, rate: 1/s, burst: { factor: 2, lasts: 1s } } ]
services:
  a: { contract: { max_rate: 5/s, max_in_flight: 3, on_excess: shed }, service_time: { mean: 1ms }, calls: [ { to: b } ] }
  b: {}
)");
  EXPECT_EQ(model.assumptions, (std::vector<std::string>{
                                   "a: only the mean of its time is known, taken as exponential",
                                   "b gives no service time and takes none",
                                   "a: its rates say no burst, taken as what comes in a second"}));
  EXPECT_EQ(model.leftOut, (std::vector<std::string>{"the burst to a is left out"}));
}

} // namespace loadline::simulate
