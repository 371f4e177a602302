#include "tests/planner/model/oracle_systems.h"
#include "tests/planner/solve/solved.h"

// Chains of bounded pools and fork-join whose results are exact (Markov chains, Little's law,
// Flatto and Hahn) or come from a simulator: rows M12 to M17 of the planner's oracle.

namespace loadline::solve {

using model::forks, model::fourPools, model::written;

namespace {

/// Throughput, residence time, slots held by the application and by the database.
struct Row {
  double throughput, residence, held, heldBelow;
};

void expectRow(const Solution &is, const Row &row) {
  EXPECT_WITHIN(is.workload[0].throughput, Rate(row.throughput), 0.005);
  EXPECT_WITHIN(*is.workload[0].residence.mean, Duration(row.residence), 0.015);
  EXPECT_WITHIN(*is.services[0].slotsHeld, Concurrency(row.held), 0.02);
  EXPECT_WITHIN(*is.services[1].slotsHeld, Concurrency(row.heldBelow), 0.015);
}

Duration residence(const std::string &body) {
  return *solved(body).workload[0].residence.mean;
}

} // namespace

// M12: exact Markov chains

TEST(ThreeTiers, AreNearWhereTheDatabaseIsSaturated) { // L1
  const Solution is =
      solved(written({50, 20, 4, "20ms", "{ mean: 2, distribution: geometric }", 5, 2, "30ms"}));
  expectRow(is, {33.2423881, 0.5041037, 15.6150024, 4.9450989});
  EXPECT_WITHIN(*is.services[0].wait, Duration(0.0343721), 0.15);
  EXPECT_WITHIN(*is.services[0].waits, Ratio(0.2343454), 0.15);
  EXPECT_WITHIN(*is.services[1].wait, Duration(0.1504721), 0.02);
}
TEST(ThreeTiers, AreNearWhereThreadsAreScarce) { // L1b
  const Solution is =
      solved(written({50, 5, 4, "20ms", "{ mean: 2, distribution: geometric }", 5, 2, "30ms"}));
  expectRow(is, {33.0442283, 0.5131235, 4.9190205, 4.2578034});
  EXPECT_WITHIN(*is.services[0].wait, Duration(0.3642618), 0.02);
}
TEST(ThreeTiers, AreNearWhereBothPoolsAreFull) { // L1c
  expectRow(
      solved(written({80, 8, 16, "10ms", "{ mean: 1, distribution: geometric }", 4, 16, "80ms"})),
      {49.9429437, 0.6018279, 7.9583314, 3.9954355});
}
TEST(ThreeTiers, AreNearAtLightLoad) { // L1d
  expectRow(
      solved(written({20, 20, 4, "20ms", "{ mean: 2, distribution: geometric }", 5, 2, "30ms"})),
      {18.1964381, 0.0991162, 1.8035619, 1.4121932});
}
TEST(ThreeTiers, AreNearWithFewConnections) { // L1e
  expectRow(
      solved(written({100, 40, 8, "10ms", "{ mean: 3, distribution: geometric }", 6, 64, "20ms"})),
      {89.8280736, 0.1132377, 10.1718748, 5.3896844});
}
TEST(ThreeTiers, WithTwoCallsEachAreNear) { // M13, by simulation
  expectRow(solved(written({50, 20, 4, "20ms", "2", 5, 2, "30ms"})),
            {33.2454, 0.50381, 15.862, 4.9487});
}

// M14 and M15: by simulation; at 400 clients exact by Little's law, pools holding their size / 200

TEST(FourPools, AreNearBelowTheLimit) {
  const Solution is = solved(fourPools("clients: 200, think_time: 1s"));
  EXPECT_WITHIN(is.workload[0].throughput, Rate(186.13), 0.001);
  EXPECT_WITHIN(*is.workload[0].residence.mean, Duration(0.07432), 0.005);
}
TEST(FourPools, AreNearAtTheLimit) {
  const Solution is = solved(fourPools("clients: 250, think_time: 1s"));
  EXPECT_WITHIN(is.workload[0].throughput, Rate(199.99), 0.001);
  EXPECT_WITHIN(*is.workload[0].residence.mean, Duration(0.2505), 0.005);
  EXPECT_WITHIN(*is.services[1].slotsHeld, Concurrency(37.76), 0.005);
}
TEST(FourPools, AboveTheLimitAreFull) {
  const Solution is = solved(fourPools("clients: 400, think_time: 1s"));
  EXPECT_WITHIN(is.workload[0].throughput, Rate(200), 1e-6);
  EXPECT_WITHIN(*is.workload[0].residence.mean, Duration(1), 1e-6);
  EXPECT_WITHIN(*is.services[0].wait, Duration(0.5), 1e-6);
  EXPECT_WITHIN(*is.services[1].wait, Duration(0.295), 1e-6);
  EXPECT_WITHIN(*is.services[2].wait, Duration(0.115), 1e-6);
  EXPECT_WITHIN(*is.services[3].wait, Duration(0.055), 1e-6);
}
TEST(FourPools, OfOpenLoadAreNear) {
  const Solution is = solved(fourPools("rate: 180/s"));
  EXPECT_WITHIN(*is.workload[0].residence.mean, Duration(0.07425), 0.005);
  EXPECT_WITHIN(*is.services[2].slotsHeld, Concurrency(9.381), 0.005);
  EXPECT_WITHIN(*is.services[3].waits, Ratio(0.7881), 0.005);
}

TEST(ForkJoin, OfTwoIsNearFlattoAndHahns) { // M16: (12 - ρ) / 8 / (1 - ρ)
  EXPECT_WITHIN(residence(forks("rate: 0.01/s", 2)), Duration(1.5138889), 0.005);
  EXPECT_WITHIN(residence(forks("rate: 0.5/s", 2)), Duration(2.875), 0.005);
  EXPECT_WITHIN(residence(forks("rate: 0.8/s", 2)), Duration(7), 0.005);
}
TEST(ForkJoin, OfEightIsNearTheSimulated) { // M16
  EXPECT_WITHIN(residence(forks("rate: 0.01/s", 8)), Duration(2.7387), 0.002);
  EXPECT_WITHIN(residence(forks("rate: 0.5/s", 8)), Duration(4.846), 0.005);
  EXPECT_WITHIN(residence(forks("rate: 0.8/s", 8)), Duration(11.36), 0.015);
}
TEST(ForkJoin, InsideABranchKeepsItsShape) { // half of the time is that of one request in eight
  const Solution is = solved(R"(
workload: [ { to: a, rate: 1/s } ]
services:
  a: { service_time: { mean: 1ns }, calls: [ { parallel: [ { to: b }, { to: z, cache_hit: 57% } ] } ] }
  b: { service_time: { mean: 1ns }, calls: [ { parallel: [ { to: x }, { to: y, cache_hit: 88% } ] } ] }
  x: { service_time: { mean: 14ms, distribution: exponential } }
  y: { service_time: { mean: 160ms, distribution: exponential } }
  z: { service_time: { mean: 4ms, distribution: exponential } }
)");
  // Of those that are made, E[max] = Σ ± 1 / Σ rates.
  const double x = 1 / 0.014, y = 1 / 0.16, z = 1 / 0.004, ofY = 0.12, ofZ = 0.43;
  const double mean = 1 / x + ofY * (1 / y - 1 / (x + y)) + ofZ * (1 / z - 1 / (x + z)) -
                      ofY * ofZ * (1 / (y + z) - 1 / (x + y + z));
  EXPECT_WITHIN(*is.workload[0].residence.mean, Duration(mean), 0.005);
}
TEST(ForkJoin, OfClientsIsNearTheSimulated) { // M17
  const Solution two = solved(forks("clients: 10, think_time: 10s", 2));
  EXPECT_WITHIN(two.workload[0].throughput, Rate(0.7327), 0.02);
  EXPECT_WITHIN(*two.workload[0].residence.mean, Duration(3.648), 0.05);
  const Solution eight = solved(forks("clients: 10, think_time: 10s", 8));
  EXPECT_WITHIN(eight.workload[0].throughput, Rate(0.6493), 0.02);
  EXPECT_WITHIN(*eight.workload[0].residence.mean, Duration(5.405), 0.05);
}

} // namespace loadline::solve
