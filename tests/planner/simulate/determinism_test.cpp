#include "tests/planner/simulate/simulated.h"

namespace loadline::simulate {

using namespace std::chrono_literals;

namespace {

const Model &busy() {
  static const Model model = modelled(R"(
workload:
  - { to: a, rate: 100/s }
  - { to: b, clients: 20, think_time: 1s }
services:
  a:
    contract: { max_in_flight: 20, on_excess: reject }
    service_time: { mean: 20ms, p99: 90ms }
    calls:
      - { to: b, per_request: 1.5, timeout: 60ms, retries: 2 }
      - parallel: [ { to: c, cache_hit: 50% }, { to: b, optional: true, timeout: 20ms, cancel: true } ]
  b: { pool: { size: 12 }, service_time: { mean: 30ms, distribution: erlang, stages: 3 } }
  c: { deployment: { cpu: 2, max_in_flight: 4, adaptive: { target: 12ms, max: 30, every: 50ms } }, service_time: { mean: 10ms, distribution: exponential } }
)");
  return model;
}

/// Some figures of every kind, to the last bit.
std::vector<double> figuresOf(const Simulation &run) {
  std::vector<double> out;
  for (const ServiceResult &service : run.services)
    for (const double figure :
         {service.arrivals.value.count(), service.refusals.value.count(),
          service.expiries.value.count(), service.inFlight.value.count(),
          service.inFlight.halfWidth.count(), service.residence.mean->value.count(),
          service.residence.p99->value.count(), service.residence.p99->halfWidth.count()})
      out.push_back(figure);
  out.push_back(run.services[2].limit->value.count());
  out.push_back(static_cast<double>(run.events));
  return out;
}

std::vector<double> figuresWith(unsigned threads, std::uint64_t seed) {
  return figuresOf(*simulate(
      busy(),
      {.seed = seed, .replications = 7, .warmUp = 1s, .duration = 20s, .threads = threads}));
}

} // namespace

TEST(SameSeed, GivesTheSameBitsOnAnyNumberOfThreads) {
  const std::vector<double> alone = figuresWith(1, 5);
  EXPECT_EQ(figuresWith(2, 5), alone);
  EXPECT_EQ(figuresWith(7, 5), alone);
  EXPECT_EQ(figuresWith(1, 5), alone);
}
TEST(OtherSeed, GivesOtherBits) {
  EXPECT_NE(figuresWith(1, 5), figuresWith(1, 6));
}

TEST(Hooks, AreToldOfEachReplication) {
  std::vector<std::size_t> told;
  const auto run =
      simulate(busy(), {.replications = 3, .duration = 1s, .threads = 1},
               {.progress = [&](std::size_t done, std::size_t) { told.push_back(done); }});
  EXPECT_TRUE(run);
  EXPECT_EQ(told, (std::vector<std::size_t>{1, 2, 3}));
}
TEST(Hooks, EndASimulationInItsMiddle) {
  std::stop_source stop;
  const auto stopAfterTheFirst = [&](std::size_t, std::size_t) { stop.request_stop(); };
  const auto run = simulate(busy(), {.replications = 50, .duration = 1s, .threads = 1},
                            {.stop = stop.get_token(), .progress = stopAfterTheFirst});
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error()[0].message, "the simulation was stopped");
}
TEST(Simulation, EndsWhereMoreIsInsideThanMemoryShouldHold) {
  const auto run = simulate(modelled(R"(
workload: [ { to: a, rate: 1/s } ]
services:
  a: { calls: [ { parallel: [ { to: b, per_request: 5000000 } ] } ] }
  b: { service_time: { mean: 1s, distribution: exponential } }
)"),
                            {.replications = 1, .duration = 100s});
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error()[0].message.substr(0, 30), "more than 4194304 requests wer");
}
TEST(Simulation, EndsWhereTimeCanNotGoOn) {
  const auto run = simulate(modelled(R"(
workload: [ { to: a, clients: 2 } ]
services: { a: { contract: { max_in_flight: 1, on_excess: reject }, service_time: { mean: 1s } } }
)"),
                            {.replications = 1, .duration = 100s});
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error()[0].message, "requests that are refused are tried again at once, for ever");
}

} // namespace loadline::simulate
