#include "planner/queueing/closed.h"
#include "planner/queueing/station.h"
#include "planner/solve/bursts.h"
#include "planner/solve/closed_customers.h"
#include "planner/solve/rhythm.h"
#include "planner/solve/sharing.h"
#include "tests/planner/solve/solved.h"

#include <fmt/format.h>

#include <cmath>

// Single stations and product-form networks, whose answers are exact.

namespace loadline::solve {

namespace {

/// One pool with Poisson arrivals.
Solution pool(const std::string &rate, int size, const std::string &time) {
  return solved(
      fmt::format("workload: [ {{ to: s, rate: {} }} ]\nservices:\n  s: {{ pool: {{ size: "
                  "{} }}, service_time: {{ mean: 100ms, {} }} }}\n",
                  rate, size, time));
}

Duration stay(const Solution &is) {
  return *is.workload[0].residence.mean;
}

} // namespace

TEST(OneWorker, IsPollaczekAndKhinchines) { // M03, λ = 8/s
  EXPECT_WITHIN(stay(pool("8/s", 1, "distribution: exponential")), Duration(0.5), 1e-6);
  EXPECT_WITHIN(stay(pool("8/s", 1, "cv: 2")), Duration(1.1), 1e-4);
  EXPECT_WITHIN(stay(pool("8/s", 1, "distribution: erlang, stages: 4")), Duration(0.35), 1e-4);
}
TEST(OneWorker, IsWaitedForAsOftenAsItIsBusy) { // however its times vary
  EXPECT_WITHIN(*pool("8/s", 1, "cv: 2").services[0].waits, Ratio(0.8), 1e-4);
}
TEST(OneWorker, VariesByCallsAndThePiecesOfWorkBetweenThem) { // 1 + N pieces and N calls of 50 ms
  const Solution is = solved(R"(
workload: [ { to: s, rate: 4/s } ]
services:
  s:
    pool: { size: 1 }
    service_time: { mean: 100ms, distribution: exponential, slices: independent }
    calls: [ { to: t, per_request: { mean: 1, distribution: geometric } } ]
  t: { service_time: { mean: 50ms, distribution: exponential } }
)");
  const double mean = 0.05 + 0.1, square = mean * mean + 3 * 0.0025 + 2 * 0.01; // E[N] 1, Var[N] 2
  EXPECT_WITHIN(stay(is), Duration(mean + 4 * square / 2 / (1 - 4 * mean)), 1e-4);
}
TEST(OneWorker, VariesByAllThatLiesBehindACache) { // half of the requests take two calls more
  const Solution is = solved(R"(
workload: [ { to: s, rate: 4/s } ]
services:
  s:
    pool: { size: 1 }
    service_time: { mean: 50ms, distribution: deterministic }
    calls: [ { to: t, cache_hit: 50% } ]
  t:
    service_time: { mean: 20ms, distribution: deterministic }
    calls: [ { to: a }, { to: b } ]
  a: { pool: { size: 9 }, service_time: { mean: 60ms, distribution: deterministic } }
  b: { pool: { size: 9 }, service_time: { mean: 120ms, distribution: deterministic } }
)");
  const double mean = 0.05 + 0.2 / 2, square = (0.05 * 0.05 + 0.25 * 0.25) / 2;
  EXPECT_WITHIN(stay(is), Duration(mean + 4 * square / 2 / (1 - 4 * mean)), 0.01);
}
TEST(Percentiles, CountAPieceOfWorkWithEachCall) { // P(> x) = e^-x (1 + x / 2 + x² / 4) = 1 %
  const Solution is = solved(R"(
workload: [ { to: s, rate: 1/s } ]
services:
  s:
    service_time: { mean: 150ms, distribution: exponential, slices: independent }
    calls: [ { to: t, per_request: 0.5 } ]
  t: { service_time: { mean: 100ms, distribution: exponential } }
)");
  EXPECT_WITHIN(*is.workload[0].residence.p99, Duration(0.1 * 7.552), 0.02);
}
TEST(Workers, WaitAsErlangSays) {
  const queueing::Station station{Rate(80), Duration(0.1), 10};
  const Solution is = pool("80/s", 10, "distribution: exponential");
  EXPECT_WITHIN(stay(is), queueing::steady(station).residence, 1e-6);
  EXPECT_WITHIN(*is.services[0].waits, queueing::steady(station).waits, 1e-6);
}
TEST(Workers, WaitAsCosmetatosSays) { // ρ = 0.8, v = 4, W(M/D/10) = W(M/M/10) / 2 × 1.0752
  const queueing::Station station{Rate(80), Duration(0.1), 10};
  const double more = 0.2 * 9 * (std::sqrt(54) - 2) / (16 * 10 * 0.8);
  const Duration exponential = queueing::steady(station).wait;
  const Duration wait = exponential * (4 + (1 - 4) * (1 + more) / 2);
  EXPECT_WITHIN(stay(pool("80/s", 10, "cv: 2")), Duration(0.1) + wait, 1e-4);
}
TEST(Rhythms, CountForLessWhereRequestsComeAgain) { // N = 2, v = 0: E[N² + N v] / E[N² + N] = 2 / 3
  const double x = 1 - 1e-4;
  const std::vector<double> rates =
      withRhythm({1.0}, 1, 1.0, {.variability = 0, .pressure = x, .single = 2.0 / (4 + 2)});
  const double y = x / rates.back(); // the queue falls off by so much
  EXPECT_WITHIN(Duration(y / (1 - y)), Duration(2.0 / 3 * x / (1 - x)), 0.001);
}
TEST(Rhythms, CountForLessByTheSquareOfTheLoad) { // a quarter of the way from 1 / 2 to 1 / 3
  const std::vector<double> rates =
      withRhythm({1.0}, 1, 1.0, {.variability = 0, .pressure = 0.5, .single = 1.0 / 3});
  const double y = 0.5 / rates.back(); // the queue falls off by so much
  EXPECT_NEAR(y / (1 - y), 1 - (0.75 / 2 + 0.25 / 3), 1e-9);
}
TEST(Rhythms, LeaveWhatAFullStationCompletesOnAverage) { // though more in the end
  const double usual = 1.5, capacity = 2, x = 0.5;
  const std::vector<double> rates =
      withRhythm({1.0, usual}, 2, capacity, {.variability = 4, .pressure = x});
  const double more = x * capacity / rates[2]; // a queue of one more, beside one less
  EXPECT_NEAR((1 - more) * rates[1] + more * rates[2], usual, 1e-9);
}
// Of two clients one is served and the other thinks; a share f of services, their transform at the
// rate at which one comes back, end before it does, and then both think: 1 / X = S + f / (2 rate).
TEST(Bursts, OfTwoClientsCompleteAsTheirCyclesSay) { // phases 3/2 and 1/2, chances 3/4 and 1/4
  const std::vector<double> rates = burstsOf({1.0}, 1, {1.0, 0.5}, 5.0 / 3).rates;
  const double one = 1 / rates[0], two = 0.5 / (rates[0] * rates[1]);
  const double transform = 0.75 * 1.5 / (1.5 + 0.5) + 0.25 * 0.5 / (0.5 + 0.5);
  EXPECT_NEAR((one + two) / (1 + one + two), 1 / (1 + transform), 1e-12);
}
TEST(Bursts, AreWaitedForByPhase) { // who waits meets 3/4 / (3/2 + 1/2) and 1/4 / (1/2 + 1/2)
  const double quick = 0.375 / 0.625, slow = 0.25 / 0.625;
  const double mean = quick / 1.5 + slow / 0.5;
  const double square = 2 * quick / (1.5 * 1.5) + 2 * slow / (0.5 * 0.5);
  EXPECT_NEAR(burstsOf({1.0}, 1, {1.0, 0.5}, 5.0 / 3).waitSquare, square / (mean * mean), 1e-12);
}
TEST(Bursts, OfNoMoreThanPoissonCompletionsChangeNothing) {
  const std::vector<double> rates = burstsOf({1.0, 1.5}, 2, {3.0, 2.0, 1.0, 0.5}, 1).rates;
  const std::vector<double> plain{1.0, 1.5, 1.5, 1.5};
  for (std::size_t n = 0; n < plain.size(); ++n)
    EXPECT_NEAR(rates[n], plain[n], 1e-12);
}
TEST(Workers, ThatAreTooFewCompleteWhatTheyCan) {
  const Solution is = pool("120/s", 10, "distribution: exponential");
  EXPECT_WITHIN(is.workload[0].throughput, Rate(100), 1e-9);
  EXPECT_FALSE(is.workload[0].residence.mean);
}
// One ends each 0.2 s and every thinker comes back by then with 1 - p = 1 - e^-0.02: the number who
// think is Bin(as before, p) + 1, so its variance is p / (1 - p²) = 25, half of its mean.
TEST(Queues, OfClientsSpreadLessWhereTheWorkIsSteady) {
  const Solution is = solved(R"(
workload: [ { to: s, clients: 100, think_time: 10s } ]
services:
  s: { pool: { size: 1 }, service_time: { mean: 200ms, distribution: deterministic } }
)");
  EXPECT_WITHIN(stay(is), Duration(100 * 0.2 - 10), 1e-3);
  EXPECT_WITHIN(*is.workload[0].residence.p99, Duration(10 + 2.326 * 5 * 0.2), 0.02);
}
TEST(Queues, OfFiniteLengthLoseWhatErlangSays) { // M04, λ = 120/s, 20 places
  const Solution is = solved(R"(
workload: [ { to: s, rate: 120/s } ]
services:
  s:
    deployment: { max_in_flight: 10, queue: 10 }
    service_time: { mean: 100ms, distribution: exponential }
)");
  EXPECT_WITHIN(is.workload[0].throughput, Rate(98.4400901198), 1e-6);
  EXPECT_WITHIN(stay(is), Duration(0.1635969442), 1e-6);
  EXPECT_WITHIN(is.services[0].refusals, Rate(21.5599098802), 1e-6);
}

TEST(Branches, AreCalledAsOftenAsTheirCallerIs) { // the slower one sets how often that is
  const Solution is = solved(R"(
slices: independent
workload: [ { to: s, clients: 40, think_time: 200ms } ]
services:
  s:
    pool: { size: 4 }
    service_time: { mean: 1ms, distribution: exponential }
    calls: [ { parallel: [ { to: t }, { to: u } ] } ]
  t: { pool: { size: 1 }, service_time: { mean: 10ms, distribution: exponential } }
  u: { pool: { size: 1 }, service_time: { mean: 9ms, distribution: exponential } }
)");
  EXPECT_WITHIN(is.services[1].throughput, is.services[0].throughput, 1e-3);
  EXPECT_WITHIN(is.services[2].throughput, is.services[0].throughput, 1e-3);
}
TEST(ClosedCustomers, AreThoseOfTheExactAlgorithm) { // M07
  const queueing::ClosedNetwork network{
      20, Duration(4), {{Duration(2)}, {Duration(3)}, {Duration(1)}}};
  const ClosedCustomers is(4, {{1, {0.5}}, {1, {1 / 3.0}}, {1, {1}}}, 20, 0.33);
  const queueing::ClosedSteady exact = queueing::solveExactly(network);
  EXPECT_NEAR(is.throughput(20), exact.throughput.count(), 1e-9);
  EXPECT_NEAR(is.meanAt(1, 20), exact.inFlight[1].count(), 1e-6);
}
TEST(ClosedCustomers, MayHaveHundredsOfWorkers) { // M11: 400 requests, 300 workers
  std::vector<double> rates;
  for (int n = 1; n <= 300; ++n)
    rates.push_back(n / 0.444);
  EXPECT_NEAR(ClosedCustomers(1e-12, {{1, rates}}, 400, 675).throughput(400), 675.6757, 1e-3);
}

TEST(ClosedCustomers, KeepTheirDigitsWhereTheyWereThoughtTooFast) { // 12,000 who think for 60 s
  const ClosedCustomers is(60, {{1, {140}}}, 12'000, 190);
  EXPECT_EQ(is.mostKnown(), 12'000u);
  EXPECT_NEAR(is.throughput(12'000), 140, 1e-9);
}

TEST(SharedStations, OfRoomGoOnServingEachOfThousands) { // who is beside 200 others
  std::vector<double> rates;
  for (int n = 1; n <= 3000; ++n)
    rates.push_back(n / 0.1);
  const Stream others{.poisson = 2000};
  const std::vector<double> own = ratesBeside(rates, othersOf({&others}, 0.1), 2000);
  ASSERT_EQ(own.size(), 2000u);
  EXPECT_NEAR(own[9], 10 / 0.1, 1e-6);
  EXPECT_NEAR(own[1999], 2000 / 0.1, 1e-6);
}
TEST(SharedStations, TakeInThousandsTogether) {
  const Stream some{.poisson = 20'000};
  const std::vector<double> arrivals = merged({&some, &some}, 0.1, 5000);
  ASSERT_GT(arrivals.size(), 4000u);
  EXPECT_NEAR(arrivals[4000], 40'000, 1);
}

} // namespace loadline::solve
