#include "planner/queueing/station.h"

#include <gtest/gtest.h>

#include <cmath>

namespace loadline::queueing {

using units::Duration;
using units::Rate;
using units::Ratio;
using namespace std::chrono_literals;

namespace {

const Station eightOfTen{.arrivals = Rate(8), .service = 100ms};

} // namespace

TEST(Station, OfOneWorkerIsTheTextbooksMM1) {
  const Steady is = steady(eightOfTen);
  EXPECT_NEAR(is.busy.count(), 0.8, 1e-12);
  EXPECT_NEAR(is.residence.count(), 0.5, 1e-12);
  EXPECT_NEAR(is.inFlight.count(), 4.0, 1e-12);
  EXPECT_NEAR(residencePercentile(eightOfTen, Ratio(0.50)).count(), 0.34657359027997264, 1e-10);
  EXPECT_NEAR(residencePercentile(eightOfTen, Ratio(0.95)).count(), 1.4978661367769954, 1e-10);
  EXPECT_NEAR(residencePercentile(eightOfTen, Ratio(0.99)).count(), 2.302585092994046, 1e-10);
}
TEST(Station, OfTenWorkersWaitsAsErlangSays) {
  const Station ten{.arrivals = Rate(8), .service = 1s, .workers = 10};
  EXPECT_NEAR(steady(ten).wait.count(), 0.204590075398, 1e-9);
  EXPECT_NEAR(waitsLongerThan(ten, Duration(0)).count(), 0.409180150796, 1e-9);
  EXPECT_NEAR(waitsLongerThan(ten, Duration(1)).count(), 0.409180150796 * std::exp(-2.0), 1e-9);
}
TEST(Station, VariabilityOfServiceSpreadsTheWait) { // Pollaczek and Khinchine
  const auto residence = [](double variability) {
    Station station = eightOfTen;
    station.serviceVariability = variability;
    return steady(station).residence.count();
  };
  EXPECT_NEAR(residence(0), 0.3, 1e-10);
  EXPECT_NEAR(residence(1), 0.5, 1e-10);
  EXPECT_NEAR(residence(4), 1.1, 1e-10);
}
TEST(Station, RegularArrivalsHalveTheWait) {
  Station station = eightOfTen;
  station.arrivalVariability = 0;
  EXPECT_NEAR(steady(station).wait.count(), 0.2, 1e-12);
}
TEST(Station, ThatIsOverrunNeverSettles) {
  const Station over{.arrivals = Rate(11), .service = 1s, .workers = 10};
  EXPECT_TRUE(std::isinf(steady(over).residence.count()));
  EXPECT_TRUE(std::isinf(steady(over).inFlight.count()));
  EXPECT_TRUE(std::isinf(residencePercentile(over, Ratio(0.5)).count()));
  EXPECT_TRUE(std::isinf(waitPercentile(over, Ratio(0.5)).count()));
  EXPECT_EQ(waitsLongerThan(over, Duration(5)), Ratio(1));
}
TEST(Station, WithoutArrivalsOnlyServes) {
  const Station none{.arrivals = Rate(0), .service = 1s};
  EXPECT_EQ(steady(none).residence, Duration(1));
  EXPECT_EQ(steady(none).inFlight.count(), 0);
}
TEST(Station, PercentilesOfTheWaitAreThoseThatWaitLonger) {
  const Station ten{.arrivals = Rate(9), .service = 1s, .workers = 10};
  const Duration p99 = waitPercentile(ten, Ratio(0.99));
  EXPECT_NEAR(waitsLongerThan(ten, p99).count(), 0.01, 1e-12);
  EXPECT_EQ(waitPercentile(ten, Ratio(0.2)), Duration(0)); // a third does not wait at all
}
TEST(Station, ResidenceOfTwoWorkersWithOneIdleOnAverageIsTheLimitOfTheFormula) {
  const Station two{.arrivals = Rate(1), .service = 1s, .workers = 2}; // c - 1 - a = 0
  const double t = residencePercentile(two, Ratio(0.9)).count();
  EXPECT_NEAR(std::exp(-t) * (1 + t / 3), 0.1, 1e-9); // C = 1/3
}

TEST(Station, PercentilesHoldNextToFull) {
  const Station full{.arrivals = Rate(0.9999), .service = 1s};
  EXPECT_NEAR(residencePercentile(full, Ratio(0.99)).count(), 1e4 * std::log(100), 1e-3);
}

TEST(Sizing, SixBusyWorkersNeedNineToKeepTheMeanWaitUnderFiveMs) {
  const Station checkout{.arrivals = Rate(120), .service = 50ms};
  EXPECT_EQ(workersForWait(checkout, 5ms), 9); // 8 wait 8.9 ms, 9 wait 3.3 ms
}

TEST(Lossy, LosesWhoFindsItFull) {
  const Lossy one = lossy(eightOfTen, 5);
  EXPECT_NEAR(one.lost.count(), 0.088819498656, 1e-9);
  EXPECT_NEAR(one.throughput.count(), 7.2894440108, 1e-9);
  EXPECT_NEAR(one.residence.count(), 0.2563065207, 1e-9);
  EXPECT_NEAR(one.inFlight.count(), 1.8683320323, 1e-9);
  const Lossy ten = lossy({.arrivals = Rate(80), .service = 100ms, .workers = 10}, 15);
  EXPECT_NEAR(ten.lost.count(), 0.030038033652, 1e-9);
  EXPECT_NEAR(ten.residence.count(), 0.1081427772, 1e-9);
}
TEST(Lossy, TakesMoreThanFits) {
  const Lossy over = lossy({.arrivals = Rate(120), .service = 100ms, .workers = 10}, 20);
  EXPECT_NEAR(over.lost.count(), 0.179665915669, 1e-9);
  EXPECT_NEAR(over.throughput.count(), 98.4400901198, 1e-7);
  EXPECT_NEAR(over.inFlight.count(), 16.1044979351, 1e-8);
}
TEST(Lossy, StaysFiniteForManyPlaces) {
  const Lossy large = lossy({.arrivals = Rate(5000), .service = 1s, .workers = 4000}, 10000);
  EXPECT_NEAR(large.throughput.count(), 4000, 1e-6);
  EXPECT_NEAR(large.lost.count(), 0.2, 1e-9);
}

} // namespace loadline::queueing
