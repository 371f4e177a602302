#include "tests/planner/simulate/simulated.h"

#include "planner/queueing/closed.h"
#include "planner/queueing/station.h"

// Single stations against their exact values. The seed is fixed: what holds here holds always.

namespace loadline::simulate {

using namespace std::chrono_literals;

TEST(Simulation, IsMM1) { // rate 8, capacity 10
  const Simulation run = simulated(R"(
workload: [ { to: a, rate: 8/s } ]
services: { a: { pool: { size: 1 }, service_time: { mean: 100ms, distribution: exponential } } }
)",
                                   500s, 10'000s);
  const ServiceResult &a = run.services[0];
  EXPECT_HOLDS(*a.residence.mean, Duration(0.5), 0.03);
  EXPECT_HOLDS(*a.residence.p50, Duration(0.34657359), 0.03);
  EXPECT_HOLDS(*a.residence.p99, Duration(2.302585093), 0.05);
  EXPECT_HOLDS(a.inFlight, Concurrency(4), 0.03);
  EXPECT_HOLDS(*a.utilization, Ratio(0.8), 0.01);
  EXPECT_HOLDS(*a.waits, Ratio(0.8), 0.01); // arrivals see what time sees
  EXPECT_HOLDS(a.throughput, Rate(8), 0.01);
}
TEST(Simulation, IsMMc) { // ten workers at 80 %
  const Simulation run = simulated(R"(
workload: [ { to: a, rate: 80/s } ]
services: { a: { pool: { size: 10 }, service_time: { mean: 100ms, distribution: exponential } } }
)",
                                   100s, 2000s);
  const ServiceResult &a = run.services[0];
  const auto exact = queueing::steady({.arrivals = Rate(80), .service = 100ms, .workers = 10});
  EXPECT_HOLDS(*a.waits, Ratio(0.409180150796), 0.03);
  EXPECT_HOLDS(*a.residence.mean, exact.residence, 0.01);
  EXPECT_HOLDS(*a.wait, Duration(0.0204590075398), 0.05);
}
TEST(Simulation, IsMMcOnCoresToo) { // the same queue, for cores
  const Simulation run = simulated(R"(
workload: [ { to: a, rate: 80/s } ]
services: { a: { deployment: { cpu: 10 }, service_time: { mean: 100ms, distribution: exponential } } }
)",
                                   100s, 2000s);
  EXPECT_HOLDS(*run.services[0].residence.mean, Duration(0.1204590075398), 0.01);
  EXPECT_HOLDS(*run.services[0].cpuUtilization, Ratio(0.8), 0.01);
}
TEST(Simulation, IsMMcK) {
  const Simulation run = simulated(R"(
workload: [ { to: a, rate: 120/s } ]
services:
  a:
    contract: { on_excess: reject }
    deployment: { max_in_flight: 10, queue: 10 }
    service_time: { mean: 100ms, distribution: exponential }
)",
                                   100s, 2000s);
  const ServiceResult &a = run.services[0];
  EXPECT_HOLDS(a.throughput, Rate(98.4400901198), 0.003);
  EXPECT_HOLDS(a.refusals, Rate(120 * 0.179665915669), 0.02);
  EXPECT_HOLDS(*a.residence.mean, Duration(0.1635969442), 0.01);
  EXPECT_HOLDS(a.inFlight, Concurrency(16.1044979351), 0.01);
}
TEST(Simulation, IsErlangsLossWithoutAQueue) { // B(10, 5)
  const Simulation run = simulated(R"(
workload: [ { to: a, rate: 50/s } ]
services:
  a:
    contract: { max_in_flight: 10, on_excess: reject }
    service_time: { mean: 100ms, p99: 500ms }
)",
                                   100s, 4000s);
  EXPECT_HOLDS(run.services[0].refusals, Rate(50 * 0.018384570337), 0.05);
  EXPECT_HOLDS(run.workload[0].failures, Rate(50 * 0.018384570337), 0.05);
}
TEST(Simulation, IsPollaczekAndKhinchinesQueueOfDeterministicTimes) {
  const Simulation run = simulated(R"(
workload: [ { to: a, rate: 8/s } ]
services: { a: { pool: { size: 1 }, service_time: { mean: 100ms, distribution: deterministic } } }
)",
                                   500s, 10'000s);
  EXPECT_HOLDS(*run.services[0].residence.mean, Duration(0.3), 0.02);
}
TEST(Simulation, IsPollaczekAndKhinchinesQueueOfLognormalTimes) { // deviation twice the mean
  const Simulation run = simulated(R"(
workload: [ { to: a, rate: 8/s } ]
services: { a: { pool: { size: 1 }, service_time: { mean: 100ms, cv: 2 } } }
)",
                                   2000s, 40'000s);
  EXPECT_HOLDS(*run.services[0].residence.mean, Duration(1.1), 0.05);
}
TEST(Simulation, IsMachineRepair) {
  const Simulation run = simulated(R"(
workload: [ { to: a, clients: 50, think_time: 1s } ]
services: { a: { pool: { size: 2 }, service_time: { mean: 30ms, distribution: exponential } } }
)",
                                   100s, 2000s);
  const queueing::Repair exact = queueing::machineRepair(50, 2, 30ms, 1s);
  EXPECT_HOLDS(run.services[0].throughput, exact.throughput, 0.003);
  EXPECT_HOLDS(*run.workload[0].residence.mean, exact.residence, 0.01);
}
TEST(Simulation, IsMachineRepairWithManyWorkers) {
  const Simulation run = simulated(R"(
workload: [ { to: a, clients: 100, think_time: 1s } ]
services: { a: { pool: { size: 10 }, service_time: { mean: 100ms, distribution: exponential } } }
)",
                                   100s, 2000s);
  const queueing::Repair exact = queueing::machineRepair(100, 10, 100ms, 1s);
  EXPECT_HOLDS(run.services[0].throughput, exact.throughput, 0.003);
  EXPECT_HOLDS(*run.services[0].residence.mean, exact.residence, 0.01);
}
TEST(Simulation, KeepsFourHundredRequestsOnThreeHundredThreads) {
  const Simulation run = simulated(R"(
workload: [ { to: a, clients: 400, think_time: 0 } ]
services: { a: { pool: { size: 300 }, service_time: { mean: 444ms, distribution: exponential } } }
)",
                                   20s, 500s);
  EXPECT_HOLDS(run.services[0].throughput, Rate(675.6757), 0.003);
  EXPECT_HOLDS(*run.services[0].residence.mean, Duration(0.592), 0.003);
  EXPECT_NEAR(run.services[0].queue.value.count(), 100, 1e-9); // at all times
}
TEST(Simulation, HoldsLittlesLawAtEveryStation) { // but for those inside at either end
  const Simulation run = simulated(R"(
workload: [ { to: a, rate: 30/s } ]
services:
  a: { pool: { size: 8 }, service_time: { mean: 50ms, p99: 300ms }, calls: [ { to: b } ] }
  b: { pool: { size: 3 }, service_time: { mean: 60ms, distribution: exponential } }
)",
                                   100s, 2000s);
  EXPECT_NEAR(run.services[0].inFlight.value.count(),
              (run.services[0].throughput.value * run.services[0].residence.mean->value).count(),
              0.01);
  EXPECT_NEAR(run.services[1].inFlight.value.count(),
              (run.services[1].throughput.value * run.services[1].residence.mean->value).count(),
              0.01);
}

TEST(Intervals, HoldTheExactFigureInNinetyFiveOfAHundred) { // give or take three deviations
  const Model model = modelled(R"(
workload: [ { to: a, clients: 10, think_time: 1s } ]
services: { a: { pool: { size: 1 }, service_time: { mean: 200ms, distribution: exponential } } }
)");
  const queueing::Repair exact = queueing::machineRepair(10, 1, 200ms, 1s);
  int held = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed)
    held += simulate(model, {.seed = seed, .warmUp = 20s, .duration = 200s})
                ->services[0]
                .throughput.holds(exact.throughput);
  EXPECT_NEAR(held, 190, 9);
}

} // namespace loadline::simulate
