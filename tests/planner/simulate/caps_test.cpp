#include "planner/queueing/station.h"
#include "tests/planner/simulate/simulated.h"

#include <cmath>

// What contracts hold callers to: buckets of tokens, numbers inside, tenants; and what becomes of
// the excess.

namespace loadline::simulate {

using namespace std::chrono_literals;

namespace {

/// Open arrivals at a service that takes 10 ms and holds to this contract.
Simulation heldTo(const std::string &rate, const std::string &contract) {
  return simulated("workload: [ { to: a, rate: " + rate + " } ]\nservices:\n  a: { contract: { " +
                       contract +
                       " }, service_time: { mean: 10ms, distribution: deterministic } }\n",
                   10s, 1000s);
}

/// Share of Poisson arrivals at this many times the rate that a bucket of so many tokens refuses:
/// the loss of M/D/1/K, whose work is the tokens that are missing, by the chain at arrivals.
double refusedBy(double load, int depth) {
  // Tokens that are missing, watched at arrivals of a bucket that is refilled one by one: as a
  // queue of work D = 1, an arrival is taken where no more than depth − 1 of it is left.
  constexpr int fine = 400; // pieces of a token; arrivals by the piece
  const int full = depth * fine;
  std::vector<double> now(full + 1, 0.0), next;
  now[0] = 1;
  const double chance = 1 - std::exp(-load / fine);
  double refused = 0, came = 0;
  for (int step = 0; step < 400 * fine; ++step) {
    next.assign(full + 1, 0.0);
    for (int left = 0; left <= full; ++left) {
      const double p = now[left];
      const int down = std::max(0, left - 1);
      next[down] += p * (1 - chance);
      const bool isTaken = left <= full - fine;
      next[isTaken ? std::min(full, down + fine) : down] += p * chance;
      if (step > 200 * fine) {
        came += p * chance;
        refused += isTaken ? 0 : p * chance;
      }
    }
    now = next;
  }
  return refused / came;
}

} // namespace

TEST(TokenBuckets, LetNoMoreThroughThanTheirRate) {
  const Simulation run = heldTo("200/s", "max_rate: 50/s, burst: 1s, on_excess: reject");
  EXPECT_NEAR(run.services[0].throughput.value.count(), 50, 0.05);
  EXPECT_HOLDS(run.services[0].refusals, Rate(150), 0.01);
}
TEST(TokenBuckets, RefuseAsAQueueThatIsFull) { // five tokens at 80 % of the rate
  const Simulation run = heldTo("40/s", "max_rate: 50/s, burst: 100ms, on_excess: reject");
  const double refused = refusedBy(0.8, 5);
  EXPECT_NEAR(run.services[0].refusals.value.count() / 40, refused, 0.03 * refused);
}
TEST(TokenBuckets, ThatThrottleMakeArrivalsWaitAsForAServer) { // M/D/1 of 20 ms, depth 1
  const Simulation run = heldTo("40/s", "max_rate: 50/s, burst: 20ms, on_excess: throttle");
  const double wait = 0.8 * 0.020 / (2 * (1 - 0.8));
  EXPECT_HOLDS(*run.services[0].residence.mean, Duration(0.010 + wait), 0.03);
  EXPECT_EQ(run.services[0].refusals.value, Rate(0));
}
TEST(TokenBuckets, ThatDegradeAnswerTheExcessAtOnce) {
  const Simulation run = heldTo("200/s", "max_rate: 50/s, burst: 1s, on_excess: degrade");
  EXPECT_HOLDS(run.services[0].degraded, Rate(150), 0.01);
  EXPECT_HOLDS(run.workload[0].throughput, Rate(200), 0.01);
  EXPECT_HOLDS(run.services[0].inFlight, Concurrency(50 * 0.010), 0.01);
}

TEST(Caps, HoldEachCallerToItsOwnNumber) { // Erlang's loss with two places; the other is not held
  const Simulation run = simulated(R"(
workload: [ { to: a, rate: 20/s }, { to: b, rate: 20/s } ]
services:
  a: { calls: [ { to: db, optional: true } ] }
  b: { calls: [ { to: db } ] }
  db:
    contract: { per_caller: { a: { max_in_flight: 2 } } }
    service_time: { mean: 100ms, distribution: exponential }
)",
                                   10s, 1000s);
  const double loss = 2.0 / (1 + 2 + 2); // a² / 2! over the sum, of two erlangs
  EXPECT_HOLDS(run.services[2].refusals, Rate(20 * loss), 0.02);
  EXPECT_EQ(run.workload[1].failures.value, Rate(0));
}
TEST(Caps, HoldEachTenantToItsOwnRate) { // ten tenants: each has a tenth of what comes
  const Simulation run = simulated(R"(
workload: [ { to: a, rate: 100/s, tenant: small } ]
services:
  a:
    contract: { per_tenant: { small: { count: 10, max_rate: 5/s } }, burst: 1s, on_excess: reject }
    service_time: { mean: 1ms }
)",
                                   10s, 1000s);
  EXPECT_NEAR(run.services[0].throughput.value.count(), 50, 0.1);
}

TEST(Balancing, AtRandomMakesEachReplicaAQueueOfItsOwn) { // M/M/1 against M/M/4
  const std::string rest =
      R"( max_in_flight: 1 }, service_time: { mean: 100ms, distribution: exponential } } }
)";
  const std::string head = "workload: [ { to: a, rate: 28/s } ]\nservices: { a: { deployment: { "
                           "replicas: 4, ";
  const Simulation random = simulated(head + "balance: random," + rest, 100s, 2000s);
  const Simulation shared = simulated(head + rest, 100s, 2000s);
  EXPECT_HOLDS(*random.services[0].residence.mean, Duration(0.1 / (1 - 0.7)), 0.03);
  const queueing::Station four{Rate(28), Duration(0.1), 4};
  EXPECT_HOLDS(*shared.services[0].residence.mean, queueing::steady(four).residence, 0.03);
}

TEST(MeasuredTimes, AreDrawnAsTheyWereMeasured) {
  const Simulation run = simulated(R"(
workload: [ { to: a, clients: 1 } ]
services: { a: { service_time: { percentiles: { 50%: 10ms, 99%: 80ms } } } }
)",
                                   0s, 1000s);
  EXPECT_HOLDS(*run.workload[0].residence.p50, Duration(0.010), 0.02);
  EXPECT_HOLDS(*run.workload[0].residence.p99, Duration(0.080), 0.02);
  // Halves of 0 to 10 and 0.49 of 10 to 80, and a tail as dense as the latter.
  const double tail = 0.080 + 0.01 * 0.070 / 0.49;
  EXPECT_HOLDS(*run.workload[0].residence.mean, Duration(0.5 * 0.005 + 0.49 * 0.045 + 0.01 * tail),
               0.01);
}

} // namespace loadline::simulate
