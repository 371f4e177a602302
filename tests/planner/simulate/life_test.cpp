#include "tests/planner/simulate/simulated.h"

#include <cmath>

// What happens to services while they are simulated, and how their loads go up and down.

namespace loadline::simulate {

using namespace std::chrono_literals;
using What = Happening::What;

namespace {

/// Four replicas of ten slots that take 100 ms each.
Model fourReplicas(const std::string &load, const std::string &more = "") {
  return modelled("workload: [ { to: a, " + load +
                  " } ]\nservices: { a: { deployment: { replicas: 4, max_in_flight: 10" + more +
                  " }, service_time: { mean: 100ms, distribution: deterministic } } }\n");
}

Simulation run(const Model &model, const Options &options) {
  const auto out = simulate(model, options);
  EXPECT_TRUE(out) << toString(out.error());
  return out ? *out : Simulation{};
}

} // namespace

TEST(Crashes, FailAShareOfThoseInsideAndTakeTheirSlots) { // half of forty clients
  const Simulation is = run(fourReplicas("clients: 40"),
                            {.replications = 200,
                             .duration = 10s,
                             .happenings = {{.what = What::crash, .at = 5.05s, .value = 2}}});
  EXPECT_HOLDS(is.workload[0].failures, Rate(20.0 / 10), 0.05);
  // 400/s for 5 s (the last round cut by half), then 200/s.
  EXPECT_NEAR(is.workload[0].throughput.value.count(), (400 * 5.0 + 20 + 200 * 4.9) / 10, 2);
  EXPECT_NEAR(is.services[0].replicas.value.count(), (4 * 5.05 + 2 * 4.95) / 10, 1e-9);
}
TEST(Crashes, OfAReplicaWithAQueueOfItsOwnFailThoseInIt) {
  const Simulation is =
      run(modelled("workload: [ { to: a, clients: 40 } ]\nservices: { a: { deployment: { "
                   "replicas: 2, max_in_flight: 1, balance: random }, service_time: { mean: 1s, "
                   "distribution: deterministic } } }\n"),
          {.replications = 100,
           .duration = 3s,
           .happenings = {{.what = What::crash, .at = 0.5s, .value = 1}}});
  EXPECT_HOLDS(is.workload[0].failures, Rate(20.0 / 3), 0.06);
}
TEST(Stops, LetThoseInsideFinish) {
  const Simulation is =
      run(fourReplicas("clients: 40"),
          {.duration = 10s, .happenings = {{.what = What::stop, .at = 5.05s, .value = 2}}});
  EXPECT_EQ(is.workload[0].failures.value, Rate(0));
  EXPECT_NEAR(is.workload[0].throughput.value.count(), (400 * 5.1 + 200 * 4.8) / 10, 3);
}
TEST(HangingServices, HoldAllWhoCome) { // 100/s for 3 s
  const Simulation is = run(modelled("workload: [ { to: a, rate: 100/s } ]\nservices: { a: { "
                                     "service_time: { mean: 1ms } } }\n"),
                            {.replications = 50,
                             .duration = 10s,
                             .happenings = {{.what = What::hang, .at = 5s, .lasts = 3s}},
                             .sampled = 1s});
  // The seventh second holds those of the fifth and sixth and half of its own.
  EXPECT_NEAR(is.series[7][0].inFlight.count(), 250, 10);
  EXPECT_NEAR(is.series[7][0].throughput.count(), 0, 1e-9);
  EXPECT_NEAR(is.series[8][0].throughput.count(), 400, 15);
  EXPECT_NEAR(is.series[4][0].inFlight.count(), 0.1, 0.03);
}
TEST(RefusingServices, RefuseAllWhoCome) {
  const Simulation is =
      run(fourReplicas("rate: 100/s"),
          {.duration = 10s, .happenings = {{.what = What::refuse, .at = 5s, .lasts = 2s}}});
  EXPECT_NEAR(is.services[0].refusals.value.count(), 20, 2);
}
TEST(SlowServices, TakeThatManyTimesAsLong) {
  const Simulation is =
      run(fourReplicas("clients: 1"),
          {.warmUp = 1s, .duration = 10s, .happenings = {{.what = What::slow, .value = 3}}});
  EXPECT_NEAR(is.workload[0].residence.mean->value.count(), 0.3, 1e-9);
}
TEST(ErringServices, FailThatShare) {
  const Simulation is =
      run(fourReplicas("rate: 100/s"),
          {.warmUp = 1s, .duration = 100s, .happenings = {{.what = What::fail, .value = 0.2}}});
  EXPECT_HOLDS(is.workload[0].failures, Rate(20), 0.05);
}
TEST(ColdCaches, AreLoadedAnew) { // all of 500 keys once, within a life that does not end
  Model model = modelled("workload: [ { to: a, rate: 1000/s } ]\nservices:\n  a: { calls: [ { to: "
                         "b } ] }\n  b: { service_time: { mean: 0 } }\n");
  model.services[0].steps[0].calls[0].cache = model::Cache{.keys = 500, .lives = 1000s};
  const Simulation is =
      run(model, {.warmUp = 20s,
                  .duration = 20s,
                  .happenings = {{.what = What::forget, .at = 25s, .service = 1}}});
  EXPECT_EQ(is.services[1].arrivals.value, Rate(500.0 / 20));
}

TEST(RollingUpdates,
     ReplaceOneAfterTheOtherWhereNoneIsAdded) { // four times 10 s with three of four
  const Simulation is =
      run(fourReplicas("clients: 40"),
          {.duration = 100s,
           .happenings = {{.what = What::update, .at = 20s, .unavailable = 1, .readyAfter = 10s}},
           .sampled = 10s});
  EXPECT_NEAR(is.services[0].replicas.value.count(), 4 - 40 * 1.0 / 100, 1e-9);
  EXPECT_NEAR(is.series[3][0].throughput.count(), 300, 2);
  EXPECT_NEAR(is.series[7][0].throughput.count(), 400, 2);
  EXPECT_EQ(is.workload[0].failures.value, Rate(0));
}
TEST(RollingUpdates, NeverHaveFewerWhereOneIsAdded) { // each new one runs before an old one stops
  const Simulation is =
      run(fourReplicas("clients: 40"),
          {.duration = 100s,
           .happenings = {{.what = What::update, .at = 20s, .surge = 1, .readyAfter = 10s}}});
  EXPECT_NEAR(is.services[0].replicas.value.count(), 4, 1e-9);
}
TEST(RollingUpdates, TakeHalfAsLongWithTwoAtATime) {
  const Simulation is =
      run(fourReplicas("clients: 40"),
          {.duration = 100s,
           .happenings = {{.what = What::update, .at = 20s, .unavailable = 2, .readyAfter = 10s}}});
  EXPECT_NEAR(is.services[0].replicas.value.count(), 4 - 20 * 2.0 / 100, 1e-9);
}

TEST(Autoscaling, AsksForAsManyAsHoldTheTarget) { // 5.3 busy of one slot each: ⌈5.3 / 0.7⌉ = 8
  const Simulation is =
      run(modelled(R"(
workload: [ { to: a, rate: 106/s } ]
services:
  a:
    deployment: { replicas: { min: 2, current: 2, max: 20 }, max_in_flight: 1, warm_up: 20s }
    service_time: { mean: 50ms, distribution: deterministic }
)"),
          {.replications = 4, .warmUp = 2000s, .duration = 1000s, .isAutoscaled = true});
  EXPECT_NEAR(is.services[0].replicas.value.count(), 8, 0.1);
}
TEST(Autoscaling, HelpsAfterItsPeriodAndTheTimeToGetReady) { // looks at 15 s, three from 35 s on
  const Model model = modelled(R"(
workload: [ { to: a, clients: 50 } ]
services:
  a:
    deployment: { replicas: { min: 2, current: 2, max: 20 }, max_in_flight: 1, warm_up: 20s }
    service_time: { mean: 50ms, distribution: deterministic }
)");
  const Simulation is =
      run(model, {.replications = 2, .duration = 60s, .isAutoscaled = true, .sampled = 5s});
  EXPECT_EQ(is.series[5][0].replicas, Concurrency(2)); // at 30 s
  EXPECT_EQ(is.series[7][0].replicas, Concurrency(3)); // ⌈2 · 1 / 0.7⌉ at 40 s
  const Simulation standing = run(model, {.replications = 2, .duration = 60s});
  EXPECT_EQ(standing.services[0].replicas.value, Concurrency(2));
}

TEST(Days, BringTheirShareOfThePeakAtEachHour) {
  const Simulation is =
      run(modelled(R"(
workload: [ { to: a, rate: 100/s, day: { "00:00": 20%, "06:00": 100%, "18:00": 60% } } ]
services: { a: { service_time: { mean: 1ms } } }
)"),
          {.replications = 20, .duration = 240s, .dayLasts = 120s, .sampled = 15s});
  EXPECT_NEAR(is.services[0].arrivals.value.count(), 100 * (0.25 * 0.2 + 0.5 + 0.25 * 0.6), 1);
  EXPECT_NEAR(is.series[0][0].arrivals.count(), 20, 1.5);
  EXPECT_NEAR(is.series[3][0].arrivals.count(), 100, 3);
  EXPECT_NEAR(is.series[7][0].arrivals.count(), 60, 2.5);
  EXPECT_NEAR(is.series[8][0].arrivals.count(), 20, 1.5);
}

TEST(Series, AddUpToTheFigures) {
  const Simulation is =
      run(fourReplicas("rate: 100/s"), {.warmUp = 1s, .duration = 10s, .sampled = 2s});
  ASSERT_EQ(is.series.size(), 5u);
  double arrivals = 0, inFlight = 0;
  for (const auto &piece : is.series) {
    arrivals += piece[0].arrivals.count() / 5;
    inFlight += piece[0].inFlight.count() / 5;
  }
  EXPECT_NEAR(arrivals, is.services[0].arrivals.value.count(), 1e-9);
  EXPECT_NEAR(inFlight, is.services[0].inFlight.value.count(), 1e-9);
}

} // namespace loadline::simulate
