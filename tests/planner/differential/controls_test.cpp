#include "tests/planner/differential/controls.h"

#include <gtest/gtest.h>

#include <cmath>

namespace loadline::differential {

namespace {

/// Noise of mean 0 that never repeats.
std::vector<double> noise(double step) {
  std::vector<double> out;
  for (int i = 0; i < 64; ++i)
    out.push_back(std::sin(step * (i + 1)));
  double mean = 0;
  for (const double is : out)
    mean += is / 64;
  for (double &is : out)
    is -= mean;
  return out;
}

std::vector<double> fiveAnd(double part, const std::vector<double> &noise) {
  std::vector<double> out;
  for (const double is : noise)
    out.push_back(5 + part * is);
  return out;
}

} // namespace

TEST(ControlledMeans, HaveNoneOfTheNoiseThatTheirControlsHave) {
  const simulate::Interval is = controlled(fiveAnd(3, noise(1)), {noise(1), noise(2)});
  EXPECT_NEAR(is.mean, 5, 1e-12);
  EXPECT_NEAR(is.halfWidth, 0, 1e-12);
}
TEST(ControlledMeans, MoveByWhatTheirControlsAreOff) {
  std::vector<double> control = noise(1);
  for (double &is : control)
    is += 0.1; // the input was heavier than it is in the long run
  EXPECT_NEAR(controlled(fiveAnd(3, noise(1)), {control}).mean, 4.7, 1e-9);
}
TEST(ControlledMeans, WithoutControlsAreMeansOfGroupsOfFour) {
  const std::vector<double> samples = fiveAnd(1, noise(1));
  EXPECT_NEAR(controlled(samples, {}).mean, 5, 1e-12);
  EXPECT_GT(controlled(samples, {}).halfWidth, 0);
}

} // namespace loadline::differential
