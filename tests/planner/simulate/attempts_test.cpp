#include "tests/planner/simulate/simulated.h"

#include <cmath>

// What callers do beside waiting: pauses between attempts, second attempts, calls that nobody waits
// for, groups of which not all are needed. Each against a closed form.

namespace loadline::simulate {

using namespace std::chrono_literals;

namespace {

/// One client at `a`, which does nothing but call `b`.
Simulation oneClient(const std::string &calls, const std::string &b) {
  return simulated("workload: [ { to: a, clients: 1 } ]\nservices:\n  a: { calls: [ " + calls +
                       " ] }\n  b: { " + b + " }\n",
                   10s, 1000s);
}

const std::string takes100ms = "service_time: { mean: 100ms, distribution: deterministic }";
const std::string exponential100ms = "service_time: { mean: 100ms, distribution: exponential }";

Estimate<Duration> timeOf(const Simulation &run) {
  return run.workload[0].residence.mean.value_or(Estimate<Duration>{});
}

} // namespace

TEST(Backoff, IsPausedBetweenAttempts) { // 3 · 50 + 2 · 80 ms until it is given up
  const Simulation run =
      oneClient("{ to: b, timeout: 50ms, retries: { max: 2, backoff: 80ms } }", takes100ms);
  EXPECT_NEAR(run.workload[0].failures.value.count(), 1 / 0.310, 0.01);
}
TEST(Jitter, DrawsItsShareOfTheBackoffEvenly) { // half of 80 ms drawn: 60 at the mean
  const Simulation run = oneClient(
      "{ to: b, timeout: 50ms, retries: { max: 2, backoff: 80ms, jitter: 50% } }", takes100ms);
  EXPECT_HOLDS(run.workload[0].failures, Rate(1 / 0.270), 0.01);
}

TEST(Failures, AreTheShareThatAServiceSays) { // a quarter fails after its work; one retry
  const Simulation run = oneClient("{ to: b, retries: 1 }", "fails: 25%, " + takes100ms);
  const double ends = 1 / (0.1 + 0.25 * 0.1);
  EXPECT_HOLDS(run.workload[0].failures, Rate(ends / 16), 0.15);
  EXPECT_HOLDS(run.workload[0].throughput, Rate(ends * 15 / 16), 0.02);
}

TEST(AsyncCalls, AreLoadAndNoTime) { // ten a second, each at work for 100 ms
  const Simulation run = simulated("workload: [ { to: a, rate: 10/s } ]\nservices:\n"
                                   "  a: { service_time: { mean: 1ms, distribution: deterministic "
                                   "}, calls: [ { to: b, async: true } ] }\n  b: { " +
                                       takes100ms + " }\n",
                                   10s, 1000s);
  EXPECT_NEAR(timeOf(run).value.count(), 0.001, 1e-9);
  EXPECT_HOLDS(run.services[1].inFlight, Concurrency(1), 0.02);
}
TEST(AsyncCalls, AreTriedAgainThoughNobodyWaits) {
  const Simulation run =
      simulated("workload: [ { to: a, rate: 10/s } ]\nservices:\n"
                "  a: { calls: [ { to: b, async: true, timeout: 50ms, retries: 2 } ] }\n  b: { " +
                    takes100ms + " }\n",
                10s, 1000s);
  EXPECT_HOLDS(run.services[1].arrivals, Rate(30), 0.02);
  EXPECT_EQ(run.workload[0].failures.value, Rate(0));
}

TEST(Hedges, TakeTheFirstOfTwoAnswers) {
  // X exponential, a second one after h: mean (1 − q) S + q S / 2 with q = e^{−h / S}.
  const Simulation run = oneClient("{ to: b, hedge: 100ms }", exponential100ms);
  const double q = std::exp(-1);
  EXPECT_HOLDS(timeOf(run), Duration(0.1 * (1 - q / 2)), 0.01);
  EXPECT_HOLDS(run.services[1].arrivals, Rate((1 + q) / (0.1 * (1 - q / 2))), 0.01);
}
TEST(Hedges, LetTheLoserWorkOnOrCancelIt) {
  const double q = std::exp(-1), time = 0.1 * (1 - q / 2);
  // Of both attempts all the work is done, or none after the answer.
  EXPECT_HOLDS(oneClient("{ to: b, hedge: 100ms }", exponential100ms).services[1].inFlight,
               Concurrency(0.1 * (1 + q) / time), 0.01);
  EXPECT_HOLDS(
      oneClient("{ to: b, hedge: 100ms, cancel: true }", exponential100ms).services[1].inFlight,
      Concurrency((0.1 * (1 - q) + 0.1 * q) / time), 0.01);
}
TEST(Hedges, AnswerWhereOneOfThePairFails) { // both fail in one of four, those without one in two
  const Simulation run =
      oneClient("{ to: b, hedge: 60ms }", "fails: 50%, " + takes100ms); // the second ends at 160 ms
  const double cycle = 0.5 * 0.100 + 0.5 * 0.160;
  EXPECT_HOLDS(run.workload[0].failures, Rate(0.25 / cycle), 0.03);
}
TEST(Hedges, OfACallThatTimesOutLeaveTogether) {
  const Simulation run =
      oneClient("{ to: b, hedge: 40ms, timeout: 80ms, cancel: true }", takes100ms);
  EXPECT_NEAR(run.workload[0].failures.value.count(), 1 / 0.080, 0.02);
  EXPECT_NEAR(run.services[1].inFlight.value.count(), 1.5, 0.001);
}

TEST(Quorums, WaitForTheFastestOfAGroup) { // the second of three exponentials: (1/3 + 1/2) S
  const Simulation run =
      oneClient("{ parallel: [ { to: b, per_request: 3 } ], quorum: 2 }", exponential100ms);
  EXPECT_HOLDS(timeOf(run), Duration(0.1 * (1.0 / 3 + 1.0 / 2)), 0.01);
}
TEST(Quorums, BearAsManyFailuresAsTheyCanDoWithout) { // at most one of three: 3 p² q + p³ fail
  const Simulation run = oneClient("{ parallel: [ { to: b, per_request: 3 } ], quorum: 2 }",
                                   "fails: 30%, " + takes100ms);
  EXPECT_HOLDS(run.workload[0].failures, Rate((3 * 0.09 * 0.7 + 0.027) / 0.1), 0.05);
}
TEST(Limits, LetTheRestOfAGroupFollow) { // five of 100 ms, two at once: 300 ms
  const Simulation run =
      oneClient("{ parallel: [ { to: b, per_request: 5 } ], limit: 2 }", takes100ms);
  EXPECT_NEAR(timeOf(run).value.count(), 0.300, 1e-9);
}

} // namespace loadline::simulate
