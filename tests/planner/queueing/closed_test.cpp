#include "planner/queueing/closed.h"
#include "planner/queueing/closed_classes.h"

#include <gtest/gtest.h>

// Published examples of closed networks; full digits by octave-queueing and PDQ.

namespace loadline::queueing {

using units::Duration;
using namespace std::chrono_literals;

namespace {

/// Lazowska et al., p. 117: a processor and two disks.
const ClosedNetwork centralServer{
    .clients = 3, .think = 15s, .centres = {{605ms}, {2.1s}, {1.35s}}};
/// Jain, The Art of Computer Systems Performance Analysis, p. 577.
const ClosedNetwork jain{.clients = 20, .think = 4s, .centres = {{2s}, {3s}, {1s}}};

/// Sum of the clients at the centres and of those who think.
double allClients(const ClosedNetwork &network, const ClosedSteady &is) {
  double sum = (is.throughput * network.think).count();
  for (const auto clients : is.inFlight)
    sum += clients.count();
  return sum;
}

} // namespace

TEST(ClosedNetwork, IsExactForTheCentralServer) {
  const ClosedSteady is = solveExactly(centralServer);
  EXPECT_NEAR(is.throughput.count(), 0.1515164923, 1e-9);
  EXPECT_NEAR(is.residence.count(), 4.7998247816, 1e-8);
  EXPECT_NEAR(is.inFlight[0].count(), 0.097566019, 1e-8);
  EXPECT_NEAR(is.inFlight[1].count(), 0.39465655, 1e-8);
  EXPECT_NEAR(is.inFlight[2].count(), 0.23503004, 1e-8);
}
TEST(ClosedNetwork, IsExactForJainsExample) {
  const ClosedSteady is = solveExactly(jain);
  EXPECT_NEAR(is.throughput.count(), 0.3332465122, 1e-9);
  EXPECT_NEAR(is.residence.count(), 56.0156318718, 1e-7);
  EXPECT_NEAR(is.residences[0].count() / 16, 0.37333911, 1e-8);
  EXPECT_NEAR(is.residences[1].count() / 10, 4.8542597, 1e-7);
  EXPECT_NEAR(is.inFlight[1].count(), 16.176651, 1e-6);
}
TEST(ClosedNetwork, IsExactForSeveralWorkersAndDelays) { // Bolch et al., examples 8.3 and 8.4
  const ClosedSteady single =
      solveExactly({.clients = 6, .centres = {{20ms}, {80ms}, {80ms}, {60ms}}});
  EXPECT_NEAR(single.throughput.count(), 9.9198363372, 1e-8);
  EXPECT_NEAR(single.inFlight[3].count(), 1.2343092, 1e-7);
  const ClosedSteady mixed =
      solveExactly({.clients = 3, .centres = {{500ms, 2}, {300ms}, {400ms}, {1s, 0}}});
  EXPECT_NEAR(mixed.throughput.count(), 1.2174606338, 1e-8);
  EXPECT_NEAR(mixed.inFlight[0].count(), 0.62367949, 1e-7);
  EXPECT_NEAR(mixed.inFlight[3].count(), 1.2174606, 1e-7);
}
TEST(ClosedNetwork, KeepsItsDigitsWithThreeHundredWorkers) { // where textbook recursions say 91.75
  const ClosedSteady is = solveExactly({.clients = 400, .centres = {{444ms, 300}}});
  EXPECT_NEAR(is.throughput.count(), 300 / 0.444, 1e-6);
  EXPECT_NEAR(is.residence.count(), 0.592, 1e-9);
}
TEST(ClosedNetwork, LosesNoClient) {
  EXPECT_NEAR(allClients(jain, solveExactly(jain)), 20, 1e-9);
  const ClosedNetwork large{
      .clients = 1000, .think = 1s, .centres = {{10ms, 8}, {200ms, 100}, {3ms}}};
  EXPECT_NEAR(allClients(large, solveExactly(large)), 1000, 1e-7);
}
TEST(ClosedNetwork, IsApproximatedBySchweitzer) {
  const ClosedSteady is = solveApproximately(centralServer);
  EXPECT_NEAR(is.throughput.count(), 0.1509858499, 1e-6);
  EXPECT_NEAR(is.residence.count(), 4.869411611, 1e-4);
}
TEST(ClosedNetwork, IsApproximatedNearTheExactWithSeveralWorkers) {
  const ClosedNetwork network{.clients = 50, .think = 1s, .centres = {{100ms, 4}, {20ms}}};
  const double exact = solveExactly(network).throughput.count();
  EXPECT_NEAR(solveApproximately(network).throughput.count(), exact, 0.06 * exact);
}

TEST(Bounds, AreThoseOfJainsExample) {
  const Bounds asymptotic = asymptoticBounds(jain);
  EXPECT_NEAR(asymptotic.least.count(), 0.16129032, 1e-8);
  EXPECT_NEAR(asymptotic.most.count(), 0.33333333, 1e-8);
  EXPECT_NEAR(asymptotic.quickest.count(), 56.0, 1e-9);
  EXPECT_NEAR(asymptotic.slowest.count(), 120.0, 1e-9);
  const Bounds balanced = balancedBounds(jain);
  EXPECT_NEAR(balanced.least.count(), 0.30693069, 1e-8);
  EXPECT_NEAR(balanced.most.count(), 0.33333333, 1e-8);
  EXPECT_NEAR(balanced.quickest.count(), 56.0, 1e-9);
  EXPECT_NEAR(balanced.slowest.count(), 61.16129032, 1e-7);
}
TEST(Bounds, HoldTheExactAnswer) {
  const double exact = solveExactly(centralServer).throughput.count();
  EXPECT_LE(balancedBounds(centralServer).least.count(), exact);
  EXPECT_GE(balancedBounds(centralServer).most.count(), exact);
}

TEST(MachineRepair, IsBirthAndDeath) {
  const Repair ten = machineRepair(10, 1, 200ms, 1s);
  EXPECT_NEAR(ten.throughput.count(), 4.9080771483, 1e-9);
  EXPECT_NEAR(ten.residence.count(), 1.037457786, 1e-9);
  const Repair fifty = machineRepair(50, 2, 30ms, 1s);
  EXPECT_NEAR(fifty.throughput.count(), 47.4087672669, 1e-8);
  EXPECT_NEAR(fifty.residence.count(), 0.0546572476, 1e-9);
  const Repair hundred = machineRepair(100, 10, 100ms, 1s);
  EXPECT_NEAR(hundred.throughput.count(), 88.3977499177, 1e-8);
  EXPECT_NEAR(hundred.residence.count(), 0.1312505137, 1e-9);
}
TEST(MachineRepair, IsTheClosedNetworkOfOneCentre) {
  const ClosedSteady network =
      solveExactly({.clients = 100, .think = 1s, .centres = {{100ms, 10}}});
  EXPECT_NEAR(machineRepair(100, 10, 100ms, 1s).throughput.count(), network.throughput.count(),
              1e-8);
}
TEST(MachineRepair, WithoutThinkingIsAsFastAsItsWorkers) {
  EXPECT_NEAR(machineRepair(400, 300, 444ms, 0s).throughput.count(), 300 / 0.444, 1e-9);
  EXPECT_NEAR(machineRepair(400, 300, 444ms, 0s).residence.count(), 0.592, 1e-12);
}
TEST(MachineRepair, StaysFiniteForTenThousandClients) {
  EXPECT_NEAR(machineRepair(10000, 500, 1s, 1s).throughput.count(), 500, 1e-6);
}

TEST(ClassNetwork, IsExactForTwoClasses) { // Lazowska et al., p. 142
  const ClassNetwork network{{{1, 0s, {1s, 3s}}, {1, 0s, {2s, 4s}}}, {false, false}};
  const ClassSteady is = solveExactly(network);
  EXPECT_NEAR(is.throughput[0].count(), 3.0 / 19, 1e-9);
  EXPECT_NEAR(is.throughput[1].count(), 2.0 / 19, 1e-9);
  EXPECT_NEAR(is.residences[0][0].count(), 4.0 / 3, 1e-9);
  EXPECT_NEAR(is.residences[1][1].count(), 7.0, 1e-9);
  EXPECT_NEAR(is.inFlight[0][1].count(), 0.7894736842105263, 1e-9);
}
TEST(ClassNetwork, OfOneClassIsTheNetworkOfOneClass) {
  const ClassNetwork network{{{20, 4s, {2s, 3s, 1s}}}, {false, false, false}};
  EXPECT_NEAR(solveExactly(network).throughput[0].count(), 0.3332465122, 1e-9);
}
TEST(ClassNetwork, OfTwoLikeClassesIsOneOfBoth) {
  const ClassNetwork network{{{8, 4s, {2s, 3s}}, {12, 4s, {2s, 3s}}}, {false, true}};
  const ClosedSteady one = solveExactly({.clients = 20, .think = 4s, .centres = {{2s}, {3s, 0}}});
  const ClassSteady two = solveExactly(network);
  EXPECT_NEAR((two.throughput[0] + two.throughput[1]).count(), one.throughput.count(), 1e-9);
}
TEST(ClassNetwork, IsApproximatedNearTheExact) {
  const ClassNetwork network{{{5, 10s, {1s, 3s}}, {7, 5s, {2s, 1s}}}, {false, false}};
  const double exact = solveExactly(network).throughput[0].count();
  EXPECT_NEAR(solveApproximately(network).throughput[0].count(), exact, 0.05 * exact);
}
TEST(ClassNetwork, LeavesOutAClassWithoutClients) {
  const ClassNetwork network{{{0, 0s, {1s}}, {1, 0s, {2s}}}, {false}};
  EXPECT_EQ(solveExactly(network).throughput[0].count(), 0);
  EXPECT_NEAR(solveApproximately(network).throughput[1].count(), 0.5, 1e-12);
}

} // namespace loadline::queueing
