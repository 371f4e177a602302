#include "tests/planner/model/oracle_systems.h"
#include "tests/planner/sampled.h"
#include "tests/planner/simulate/simulated.h"

// Chains of bounded pools and fork-join whose results are exact (Markov chains, Little's law) or
// come from another simulator: rows M12 to M17 of the planner's oracle. Where the other result has
// an interval of its own, it is the slack.

namespace loadline::simulate {

using namespace std::chrono_literals;

using model::forks, model::fourPools, model::written;

// M12: exact Markov chains. The figures have six digits, which is the slack.

TEST(ThreeTiers, AreExactWhereTheDatabaseIsSaturated) { // L1
  const Simulation run =
      simulated(written({50, 20, 4, "20ms", "{ mean: 2, distribution: geometric }", 5, 2, "30ms"}),
                100s, 2000s);
  const ServiceResult &app = run.services[0], &db = run.services[1];
  EXPECT_HOLDS(run.workload[0].throughput, Rate(33.2423881), 0.01);
  EXPECT_HOLDS(*run.workload[0].residence.mean, Duration(0.5041037), 0.02);
  EXPECT_HOLDS(app.slotsHeld, Concurrency(15.6150024), 0.01);
  EXPECT_HOLDS(*app.wait, Duration(0.0343721), 0.06);
  EXPECT_HOLDS(*app.waits, Ratio(0.2343454), 0.03);
  EXPECT_HOLDS(db.slotsHeld, Concurrency(4.9450989), 0.01);
  EXPECT_HOLDS(*db.wait, Duration(0.1504721), 0.06);
}
TEST(ThreeTiers, AreExactWhereThreadsAreScarce) { // L1b
  const Simulation run =
      simulated(written({50, 5, 4, "20ms", "{ mean: 2, distribution: geometric }", 5, 2, "30ms"}),
                100s, 2000s);
  const ServiceResult &app = run.services[0], &db = run.services[1];
  EXPECT_HOLDS(run.workload[0].throughput, Rate(33.0442283), 0.01);
  EXPECT_HOLDS(*run.workload[0].residence.mean, Duration(0.5131235), 0.06);
  EXPECT_HOLDS(app.slotsHeld, Concurrency(4.9190205), 0.01);
  EXPECT_HOLDS(*app.wait, Duration(0.3642618), 0.06);
  EXPECT_HOLDS(db.slotsHeld, Concurrency(4.2578034), 0.01);
  EXPECT_EQ(db.wait->value, 0s);
}
TEST(ThreeTiers, AreExactWhereBothPoolsAreFull) { // L1c
  const Simulation run =
      simulated(written({80, 8, 16, "10ms", "{ mean: 1, distribution: geometric }", 4, 16, "80ms"}),
                100s, 2000s);
  EXPECT_HOLDS(run.workload[0].throughput, Rate(49.9429437), 0.01);
  EXPECT_HOLDS(*run.workload[0].residence.mean, Duration(0.6018279), 0.02);
  EXPECT_HOLDS(*run.services[0].wait, Duration(0.4424794), 0.03);
  EXPECT_HOLDS(*run.services[1].wait, Duration(0.0693485), 0.06);
}
TEST(ThreeTiers, AreExactAtLightLoad) { // L1d
  const Simulation run =
      simulated(written({20, 20, 4, "20ms", "{ mean: 2, distribution: geometric }", 5, 2, "30ms"}),
                100s, 4000s);
  EXPECT_HOLDS(run.workload[0].throughput, Rate(18.1964381), 0.01);
  EXPECT_HOLDS(*run.workload[0].residence.mean, Duration(0.0991162), 0.02);
  EXPECT_EQ(run.services[0].wait->value, 0s);
}
TEST(ThreeTiers, AreExactWithFewConnections) { // L1e
  const Simulation run = simulated(
      written({100, 40, 8, "10ms", "{ mean: 3, distribution: geometric }", 6, 64, "20ms"}), 100s,
      2000s);
  EXPECT_HOLDS(run.workload[0].throughput, Rate(89.8280736), 0.01);
  EXPECT_HOLDS(*run.workload[0].residence.mean, Duration(0.1132377), 0.02);
  EXPECT_HOLDS(run.services[1].slotsHeld, Concurrency(5.3896844), 0.01);
  EXPECT_HOLDS(*run.services[1].wait, Duration(0.0144124), 0.06);
}

TEST(ThreeTiers, WithTwoCallsEachHaveTheirTail) { // M13; half-widths there 0.05 % and 0.2 %
  const Simulation run = simulated(written({50, 20, 4, "20ms", "2", 5, 2, "30ms"}), 100s, 2000s);
  const ResidenceEstimate &time = run.workload[0].residence;
  EXPECT_AGREES(run.workload[0].throughput, Rate(33.2454), 0.005);
  EXPECT_AGREES(*time.mean, Duration(0.50381), 0.006);
  EXPECT_AGREES(*time.p50, Duration(0.5028), 0.01);
  EXPECT_AGREES(*time.p95, Duration(0.8152), 0.01);
  EXPECT_AGREES(*time.p99, Duration(0.953), 0.01);
  EXPECT_AGREES(run.services[0].slotsHeld, Concurrency(15.862), 0.006);
  EXPECT_AGREES(*run.services[1].wait, Duration(0.15412), 0.01);
}

namespace {

/// Expects a p99 that is this near, and so surely known that it says something; a sample may be
/// twice as far off.
void expectNear(const Estimate<Duration> &p99, Duration figure, double share) {
  const double most = runsAll() ? share : 2 * share;
  EXPECT_NEAR(p99.value / figure, 1, most);
  EXPECT_TRUE(isWithin(p99, runsAll() ? share / 2 : most)) << p99.halfWidth.count();
}

/// All of what otherwise is a sample.
Duration longEnough(Duration sample) {
  return runsAll() ? 6 * sample : sample;
}

} // namespace

TEST(ThreeTiers, WithTwoCallsEachHaveTheirP99WithinOnePercent) { // M13
  const Simulation run =
      simulated(written({50, 20, 4, "20ms", "2", 5, 2, "30ms"}), 100s, longEnough(2000s));
  expectNear(*run.workload[0].residence.p99, Duration(0.953), 0.01);
}
TEST(FourPools, OfOpenLoadHaveTheirP99WithinTwoPercent) { // M15
  const Simulation run = simulated(fourPools("rate: 180/s"), 100s, longEnough(3000s));
  expectNear(*run.workload[0].residence.p99, Duration(0.2578), 0.02);
}

// M14: another simulator; at 400 clients exact by Little's law, each pool holding its size / 200.

TEST(FourPools, BelowTheLimit) {
  const Simulation run = simulated(fourPools("clients: 200, think_time: 1s"), 50s, 500s);
  EXPECT_AGREES(run.workload[0].throughput, Rate(186.13), 0.005);
  EXPECT_AGREES(*run.workload[0].residence.mean, Duration(0.07432), 0.01);
  EXPECT_AGREES(run.services[1].slotsHeld, Concurrency(12.889), 0.02);
  EXPECT_AGREES(run.services[3].slotsHeld, Concurrency(3.7229), 0.01);
}
TEST(FourPools, AtTheLimitPushBack) {
  const Simulation run = simulated(fourPools("clients: 250, think_time: 1s"), 50s, 500s);
  EXPECT_AGREES(run.workload[0].throughput, Rate(199.99), 0.005);
  EXPECT_AGREES(*run.workload[0].residence.mean, Duration(0.2505), 0.01);
  EXPECT_AGREES(run.services[1].slotsHeld, Concurrency(37.76), 0.01);
}
TEST(FourPools, AboveTheLimitAreFull) {
  const Simulation run = simulated(fourPools("clients: 400, think_time: 1s"), 50s, 500s);
  EXPECT_HOLDS(run.workload[0].throughput, Rate(200), 0.005);
  EXPECT_HOLDS(*run.workload[0].residence.mean, Duration(1), 0.02);
  EXPECT_HOLDS(*run.services[0].wait, Duration(0.5), 0.04);
  EXPECT_HOLDS(*run.services[1].wait, Duration(0.295), 0.02);
  EXPECT_HOLDS(*run.services[2].wait, Duration(0.115), 0.02);
  EXPECT_HOLDS(*run.services[3].wait, Duration(0.055), 0.02);
  EXPECT_NEAR(run.services[0].slotsHeld.value.count(), 100, 1e-3);
  EXPECT_NEAR(run.services[3].slotsHeld.value.count(), 4, 1e-3);
}
TEST(FourPools, OfOpenLoadHaveTheirTail) { // M15
  const Simulation run = simulated(fourPools("rate: 180/s"), 100s, 1500s);
  const ResidenceEstimate &time = run.workload[0].residence;
  EXPECT_AGREES(*time.mean, Duration(0.07425), 0.01);
  EXPECT_AGREES(*time.p50, Duration(0.0604), 0.02);
  EXPECT_AGREES(*time.p95, Duration(0.1777), 0.02);
  EXPECT_AGREES(*time.p99, Duration(0.2578), 0.02);
  EXPECT_AGREES(run.services[2].slotsHeld, Concurrency(9.381), 0.01);
  EXPECT_AGREES(*run.services[2].waits, Ratio(0.2454), 0.03);
  EXPECT_AGREES(*run.services[3].waits, Ratio(0.7881), 0.01);
}

TEST(ForkJoin, OfTwoIsFlattoAndHahns) { // M16: (12 - ρ) / 8 / (1 - ρ)
  EXPECT_HOLDS(*simulated(forks("rate: 0.5/s", 2), 1000s, 40'000s).workload[0].residence.mean,
               Duration(2.875), 0.04);
  EXPECT_HOLDS(*simulated(forks("rate: 0.8/s", 2), 5000s, 100'000s).workload[0].residence.mean,
               Duration(7), 0.02);
}
TEST(ForkJoin, OfEightIsTheOtherSimulators) { // M16
  const Simulation run = simulated(forks("rate: 0.5/s", 8), 1000s, 40'000s);
  EXPECT_AGREES(*run.workload[0].residence.mean, Duration(4.846), 0.005);
  EXPECT_AGREES(*run.workload[0].residence.p99, Duration(13.216), 0.02);
}
TEST(ForkJoin, OfClientsIsTheOtherSimulators) { // M17
  const Simulation two = simulated(forks("clients: 10, think_time: 10s", 2), 1000s, 60'000s);
  EXPECT_AGREES(two.workload[0].throughput, Rate(0.7327), 0.005);
  EXPECT_AGREES(*two.workload[0].residence.mean, Duration(3.648), 0.005);
  const Simulation eight = simulated(forks("clients: 10, think_time: 10s", 8), 1000s, 60'000s);
  EXPECT_AGREES(eight.workload[0].throughput, Rate(0.6493), 0.005);
  EXPECT_AGREES(*eight.workload[0].residence.mean, Duration(5.405), 0.005);
}

} // namespace loadline::simulate
