#include "planner/fit/law.h"
#include "planner/fit/student.h"

#include <gtest/gtest.h>

#include <utility>

namespace loadline::fit {

namespace {

std::vector<Sample> samples(const std::vector<std::pair<double, double>> &points) {
  std::vector<Sample> out;
  for (const auto &[number, throughput] : points)
    out.push_back({Concurrency(number), Rate(throughput)});
  return out;
}

FittedLaw fitted(const std::vector<Sample> &data) {
  const auto law = fitLaw(data);
  EXPECT_TRUE(law) << toString(law.error());
  return law ? *law : FittedLaw{};
}

std::string refusal(const std::vector<Sample> &data) {
  const auto law = fitLaw(data);
  return law ? "" : law.error().front().message;
}

/// SPEC SDM91 and a ray tracer: the two examples of [Gunther2007] ch. 5, as R's package usl 3.0.3
/// fits them with nls.
const auto specSdm91 = samples({{1, 64.9},
                                {18, 995.9},
                                {36, 1652.4},
                                {72, 1853.2},
                                {108, 1828.9},
                                {144, 1775.0},
                                {216, 1702.2}});
const auto rayTracer = samples({{1, 20},
                                {4, 78},
                                {8, 130},
                                {12, 170},
                                {16, 190},
                                {20, 200},
                                {24, 210},
                                {28, 230},
                                {32, 260},
                                {48, 280},
                                {64, 310}});

} // namespace

TEST(Law, HasTheParametersOfThePublishedFit) {
  const FittedLaw law = fitted(specSdm91);
  EXPECT_NEAR(law.law.alone.count(), 89.995227, 89.995227e-4);
  EXPECT_NEAR(law.law.contention, 0.02772847, 0.02772847e-4);
  EXPECT_NEAR(law.law.coherency, 0.0001043655, 0.0001043655e-4);
  EXPECT_NEAR(law.error.count(), 82.84582, 1e-3);
}
TEST(Law, FindsThePublishedPeakKneeAndLimit) {
  const FittedLaw law = fitted(specSdm91);
  ASSERT_TRUE(law.peak);
  EXPECT_NEAR(law.peak->number.count(), 96.519553, 96.5e-4);
  EXPECT_NEAR(law.peak->throughput.count(), 1883.899, 0.2);
  EXPECT_TRUE(law.peak->isMeasured);
  EXPECT_NEAR(queueing::kneeNumber(law.law), 36.06401, 0.004);
  EXPECT_NEAR(queueing::limit(law.law).count(), 3245.589, 0.3);
}
TEST(Law, PredictsWhatThePublishedFitPredicts) {
  const queueing::Scalability law = fitted(specSdm91).law;
  EXPECT_NEAR(queueing::throughput(law, 50).count(), 1721.151, 0.17);
  EXPECT_NEAR(queueing::throughput(law, 100).count(), 1883.401, 0.19);
  EXPECT_NEAR(queueing::throughput(law, 300).count(), 1447.458, 0.15);
}
TEST(Law, HasIntervalsByStudentsT) { // ± t(0.975, 4) × standard error
  const FittedLaw law = fitted(specSdm91);
  EXPECT_NEAR(law.contention.low, 0.002402, 1e-5);
  EXPECT_NEAR(law.contention.high, 0.053055, 1e-5);
  EXPECT_EQ(law.freedom, 4u);
}
TEST(Law, KeepsCoherencyAtItsBoundAndClaimsNoPeak) {
  const FittedLaw law = fitted(rayTracer);
  EXPECT_NEAR(law.law.alone.count(), 21.848843, 21.8e-4);
  EXPECT_NEAR(law.law.contention, 0.05777078, 0.05777e-4);
  EXPECT_EQ(law.law.coherency, 0);
  EXPECT_TRUE(law.coherencyAtBound);
  EXPECT_FALSE(law.peak);
  EXPECT_GT(law.coherency.high, 1e-5) << "the bound has an upper limit all the same";
}
TEST(Law, FindsTheParametersThatMadeThePoints) {
  const FittedLaw law =
      fitted(samples({{1, 1}, {2, 1.8868}, {4, 3.0769}, {6, 3.5294}, {8, 3.5398}, {10, 3.3557}}));
  EXPECT_NEAR(law.law.contention, 0.02, 1e-5);
  EXPECT_NEAR(law.law.coherency, 0.02, 2e-6);
  EXPECT_NEAR(law.peak->number.count(), 7, 7e-4);
}
TEST(Law, IsLinearWhereNothingBends) {
  const FittedLaw law = fitted(samples({{1, 10}, {2, 20}, {4, 40}, {8, 80}, {16, 160}}));
  EXPECT_NEAR(law.law.alone.count(), 10, 1e-6);
  EXPECT_NEAR(law.law.contention, 0, 1e-9);
  EXPECT_FALSE(law.peak);
}
TEST(Law, IsFlatWhereOneAlreadyTakesAll) {
  const FittedLaw law = fitted(samples({{1, 100}, {2, 101}, {4, 99}, {8, 100}, {16, 100}}));
  EXPECT_NEAR(law.law.contention, 1, 0.02);
  EXPECT_FALSE(law.peak);
}
TEST(Law, NeedsFourLevels) {
  EXPECT_EQ(refusal(samples({{1, 10}, {2, 19}, {2, 19.5}, {4, 35}})),
            "the data do not support a fit: 3 different numbers in flight, and the law has three "
            "parameters");
}
TEST(Law, RefusesThroughputThatGrowsFasterThanTheNumber) {
  EXPECT_EQ(refusal(samples({{1, 10}, {2, 24}, {4, 58}, {8, 140}, {16, 340}})),
            "the data do not support a fit: throughput grows faster than the number in flight");
}
TEST(Law, RefusesNoise) {
  EXPECT_EQ(refusal(samples({{1, 120}, {2, 35}, {4, 210}, {8, 15}, {16, 160}})),
            "the data do not support a fit: any contention from 0 to 1 is within the noise");
}

TEST(Outliers, AreNamedAlsoWhenTheyHideEachOther) {
  auto points = rayTracer;
  points[3].throughput = Rate(300);
  points[4].throughput = Rate(310);
  points.push_back({Concurrency(56), Rate(296)});
  points.push_back({Concurrency(80), Rate(322)});
  EXPECT_EQ(outliersOf(points), (std::vector<std::size_t>{3, 4}));
}
TEST(Outliers, AreNoneInTheExamplesOfTheField) {
  EXPECT_TRUE(outliersOf(specSdm91).empty());
  EXPECT_TRUE(outliersOf(rayTracer).empty());
}

TEST(Student, HasTheQuantilesOfTheTables) {
  EXPECT_NEAR(studentQuantile(0.975, 1), 12.7062047, 1e-6);
  EXPECT_NEAR(studentQuantile(0.975, 4), 2.7764451, 1e-6);
  EXPECT_NEAR(studentQuantile(0.995, 30), 2.7499957, 1e-6);
  EXPECT_NEAR(studentQuantile(0.975, 1e6), 1.9599664, 1e-5);
}

} // namespace loadline::fit
