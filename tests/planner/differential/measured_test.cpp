#include "tests/planner/differential/compare.h"
#include "tests/planner/sampled.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

// The solver against what simulations of generated systems showed: measured.csv, and held_out.csv,
// which the solver was not worked out with, written by solver_differential (tests/bench). The
// sample is one in sixteen of their systems.

namespace loadline::differential {

namespace {

std::vector<Measured> measured(const std::string &file) {
  std::ifstream in(LOADLINE_SOURCE_DIR "/tests/planner/differential/" + file);
  std::vector<Measured> out;
  for (std::string line; std::getline(in, line);)
    if (const auto is = measuredOf(line);
        is && (runsAll() || is->number % 16 == is->number / 16 % 16))
      out.push_back(*is);
  return out;
}

std::vector<Outcome> comparedWith(const std::string &file) {
  std::vector<Outcome> out;
  for (const Measured &is : measured(file))
    out.push_back(compare(is));
  return out;
}

/// Once for all tests.
const std::vector<Outcome> &compared() {
  static const std::vector<Outcome> all = comparedWith("measured.csv");
  return all;
}

std::vector<double> deviationsWhereSure(const std::vector<Outcome> &outcomes) {
  std::vector<double> out;
  for (const Outcome &is : outcomes)
    if (is.measured.isSteady && is.deviation)
      out.push_back(std::abs(is.deviation->mean));
  return out;
}

} // namespace

// The bounds are what was seen; docs/theory.md says which of them are short of what is aimed at.

TEST(Solver, AnswersNearlyAllGeneratedSystemsWithinTheNoiseAndFivePercent) {
  std::size_t answered = 0, within = 0;
  const std::vector<Outcome> &outcomes = compared();
  ASSERT_GE(outcomes.size(), 8u);
  for (const Outcome &is : outcomes) {
    answered += is.deviation.has_value();
    const double noise = 2 * is.measured.halfWidth; // of which one in some thousand is beyond
    within += is.deviation && std::abs(is.deviation->mean) <= noise + 0.05;
  }
  EXPECT_GE(static_cast<double>(answered), std::floor(0.99 * static_cast<double>(outcomes.size())));
  EXPECT_GE(static_cast<double>(within), 0.88 * static_cast<double>(answered));
}
TEST(Solver, IsWithinHalfAPercentAtTheMedianWhereTheSimulationIsSure) {
  const std::vector<double> deviations = deviationsWhereSure(compared());
  EXPECT_LE(quantile(deviations, 0.5), runsAll() ? 0.003 : 0.006);
  EXPECT_LE(quantile(deviations, 0.95), 0.06);
}
TEST(Solver, FindsNearlyAllP99WithinATenth) { // wanted are nine in ten
  for (const char *file : {"measured.csv", "held_out.csv"}) {
    double sure = 0, near = 0;
    for (const Outcome &is : file == std::string("measured.csv") ? compared() : comparedWith(file))
      if (is.measured.isSteady && is.deviation) {
        ++sure;
        near += std::abs(is.deviation->p99) <= 0.1;
      }
    EXPECT_GE(near, (runsAll() ? 0.95 : 0.9) * sure) << file << " of " << sure;
  }
}
TEST(Solver, AnswersTheSystemsThatAreHeldOutAsWell) {
  const std::vector<Outcome> outcomes = comparedWith("held_out.csv");
  ASSERT_GE(outcomes.size(), 8u);
  for (const Outcome &is : outcomes)
    EXPECT_TRUE(is.deviation) << is.measured.number;
  const std::vector<double> deviations = deviationsWhereSure(outcomes);
  EXPECT_LE(quantile(deviations, 0.5), 0.01);
  EXPECT_LE(quantile(deviations, 0.95), 0.08); // the largest, in the sample
}
TEST(Measurements, ComeOutAgain) { // as far as their intervals reach
  const std::vector<Measured> all = measured("measured.csv");
  const auto quick = std::min_element(all.begin(), all.end(), [](const auto &a, const auto &b) {
    return a.events * generate(a.number).visits < b.events * generate(b.number).visits;
  });
  ASSERT_NE(quick, all.end());
  const Measured again = measure(quick->number, quick->events);
  EXPECT_NEAR(again.mean / quick->mean, 1, 3 * quick->halfWidth + 1e-9);
}

} // namespace loadline::differential
