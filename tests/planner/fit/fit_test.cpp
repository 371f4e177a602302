#include "planner/fit/comparison.h"
#include "planner/fit/fit.h"
#include "planner/fit/report.h"
#include "planner/loadtest/read.h"

#include "base/files.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace loadline::fit {

namespace {

const std::string results = LOADLINE_SOURCE_DIR "/tests/planner/fit/results/";

LoadTest read(const std::string &text, const std::string &file = "t.csv") {
  const auto test = loadtest::readLoadTest(text, file);
  EXPECT_TRUE(test) << toString(test.error());
  return test ? *test : LoadTest{.points = {{}}};
}

Fit fitOf(const std::string &text, const FitOptions &options = {}) {
  return makeFit({read(text)}, options);
}

Fit nginx() {
  std::vector<LoadTest> tests;
  for (const int connections : {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256}) {
    const std::string file =
        results + "wrk_nginx/connections_" + std::to_string(connections) + ".txt";
    tests.push_back(read(*readFile(file), file));
  }
  return makeFit(std::move(tests));
}

std::vector<double> outliers(const Fit &fit) {
  std::vector<double> out;
  for (const FitPoint &point : fit.points)
    if (point.isOutlier)
      out.push_back(point.measured.number->count());
  return out;
}

bool mentions(const std::vector<std::string> &lines, const std::string &part) {
  return std::any_of(lines.begin(), lines.end(),
                     [&](const std::string &line) { return line.find(part) != std::string::npos; });
}

} // namespace

TEST(Fit, NamesTheOutliersOfAFlatServerAndClaimsNoPeak) {
  const Fit fit = nginx();
  EXPECT_EQ(outliers(fit), (std::vector<double>{48, 64}));
  ASSERT_TRUE(fit.law);
  EXPECT_FALSE(fit.law->peak);
  EXPECT_NEAR(fit.capacity.count(), 135'000, 5'000) << "flat between 131,000 and 142,000";
  EXPECT_LT(fit.law->error.count(), 0.05 * fit.capacity.count());
}
TEST(Fit, ClaimsThePeakOfADatabaseThatLocks) {
  const Fit fit = fitOf(*readFile(results + "pgbench_tpcb.csv"));
  ASSERT_TRUE(fit.law && fit.law->peak);
  EXPECT_GT(fit.law->peak->numberInterval.low, 2);
  EXPECT_LT(fit.law->peak->numberInterval.high, 12);
  EXPECT_TRUE(mentions(fit.warnings, "Throughput per client is 1.46 times as high at 2 as at 1"));
}
TEST(Fit, RunsAtTheShareOfTheCapacityThatIsAsked) {
  const Fit fit =
      fitOf("n,x\n1,64.9\n18,995.9\n36,1652.4\n72,1853.2\n108,1828.9\n144,1775\n216,1702.2\n");
  ASSERT_TRUE(fit.operate && fit.optimum && fit.knee);
  EXPECT_NEAR(fit.optimum->number.count(), 96.52, 0.01);
  EXPECT_NEAR(fit.knee->number.count(), 36.06, 0.01);
  EXPECT_NEAR(fit.operate->rate.count(), 0.7 * 1883.9, 0.1);
  EXPECT_NEAR((fit.operate->rate * fit.operate->time).count(), fit.operate->number.count(), 1e-9);
}
TEST(Fit, SaysWhyThereIsNoLaw) {
  const Fit fit = fitOf("n,x\n1,10\n2,19\n");
  EXPECT_FALSE(fit.law);
  EXPECT_EQ(fit.refusal,
            "the data do not support a fit: 2 different numbers in flight, and the law "
            "has three parameters");
  EXPECT_EQ(fit.capacity.count(), 19);
  EXPECT_EQ(fit.capacityFrom, "the largest throughput measured");
}
TEST(Fit, WarnsOfClosedLoops) {
  EXPECT_TRUE(mentions(nginx().warnings, "coordinated omission"));
  EXPECT_FALSE(mentions(fitOf("offered,throughput\n10,10\n").warnings, "coordinated omission"));
}
TEST(Fit, WarnsOfClientsThatAreNotInside) {
  EXPECT_TRUE(mentions(fitOf("clients,throughput,mean_ms\n10,100,20\n").warnings,
                       "Of 10 clients only 2 were inside"));
}

TEST(Overload, IsEnforcedWhereTheRestIsRefusedAndTheAdmittedStayFast) {
  const Fit fit = fitOf("offered,throughput,p99_ms,failed_percent\n900,900,20,0\n2000,1000,22,50\n",
                        {.capacity = Rate(1000)});
  ASSERT_TRUE(fit.overload);
  EXPECT_EQ(fit.overload->verdict, BoundVerdict::enforced);
  EXPECT_NEAR(fit.overload->refusedIfBounded.count(), 0.5, 1e-12); // 1 − 1/2
}
TEST(Overload, IsViolatedWhereTheAdmittedGetSlow) {
  const Fit fit = fitOf("offered,throughput,p99_ms,failed_percent\n900,900,20,0\n2000,950,900,5\n",
                        {.capacity = Rate(1000)});
  ASSERT_TRUE(fit.overload);
  EXPECT_EQ(fit.overload->verdict, BoundVerdict::violated);
  EXPECT_NEAR(fit.overload->slower.count(), 45, 1e-9);
}
TEST(Overload, IsAbsorbedWhereNothingIsRefusedAndAllStaysFast) {
  const Fit fit = fitOf("offered,throughput,p99_ms,failed_percent\n900,900,20,0\n2000,2000,21,0\n",
                        {.capacity = Rate(1000)});
  ASSERT_TRUE(fit.overload);
  EXPECT_EQ(fit.overload->verdict, BoundVerdict::absorbed);
}
TEST(Overload, IsUnknownWhereNothingWasOfferedBeyondTheCapacity) {
  EXPECT_FALSE(fitOf("offered,throughput,p99_ms\n900,900,20\n1000,1000,22\n").overload);
}

TEST(Recovery, TakesFromTheEndOfTheOverloadUntilLatencyIsNormal) {
  // Ten seconds at half the capacity, thirty at five times, then half again; latency is back after
  // 20 s.
  std::string rows = "time,offered,throughput,p99_ms\n";
  for (int second = 0; second < 100; second += 10) {
    const bool isOver = second >= 10 && second < 40;
    rows += std::to_string(second) + (isOver ? ",500,100," : ",50,50,") +
            (second >= 10 && second < 60 ? "900\n" : "20\n");
  }
  const Fit fit = fitOf(rows, {.capacity = Rate(100)});
  ASSERT_TRUE(fit.recovery);
  EXPECT_NEAR(fit.recovery->lasted.count(), 30, 1e-9);
  EXPECT_NEAR(fit.recovery->load.count(), 5, 1e-9);
  ASSERT_TRUE(fit.recovery->took);
  EXPECT_NEAR(fit.recovery->took->count(), 20, 1e-9);
  EXPECT_NEAR(fit.recovery->unboundedTakes->count(), 240, 1e-9); // (5 − 1) × 30 s / (1 − 0.5)
}
TEST(Recovery, IsNotThereWhereLatencyStaysHigh) {
  std::string rows = "time,offered,throughput,p99_ms\n0,50,50,20\n10,500,100,900\n";
  for (int second = 20; second < 100; second += 10)
    rows += std::to_string(second) + ",50,50,900\n";
  const Fit fit = fitOf(rows, {.capacity = Rate(100)});
  ASSERT_TRUE(fit.recovery);
  EXPECT_FALSE(fit.recovery->took);
}

TEST(Comparison, TellsWhatIsWorseByMoreThanTheTolerance) {
  const Fit before = fitOf("clients,throughput,mean_ms\n1,100,10\n8,700,11\n");
  const Fit after = fitOf("clients,throughput,mean_ms\n1,101,10.2\n8,560,14\n16,900,18\n");
  const RunComparison comparison = compareRuns(before, after, Ratio(0.1));
  EXPECT_TRUE(comparison.isWorse());
  ASSERT_EQ(comparison.figures.size(), 4u);
  EXPECT_FALSE(comparison.figures[0].isWorse || comparison.figures[0].isBetter);
  EXPECT_TRUE(comparison.figures[2].isWorse) << "a fifth less throughput";
  EXPECT_TRUE(comparison.figures[3].isWorse) << "27 % more latency";
  EXPECT_EQ(comparison.unmatched, 1u);
}
TEST(Comparison, OfARunWithItselfFindsNothing) {
  const Fit fit = nginx();
  EXPECT_FALSE(compareRuns(fit, fit, Ratio(0)).isWorse());
}

TEST(Report, NamesOutliersAndWhyNoPeakIsClaimed) {
  const std::string text = reportText(sectionsOf(nginx()));
  EXPECT_NE(text.find("48 in flight (+46%) and 64"), std::string::npos) << text;
  EXPECT_NE(text.find("No peak is claimed"), std::string::npos);
}

} // namespace loadline::fit
