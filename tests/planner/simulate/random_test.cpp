#include "planner/simulate/draw.h"

#include <gtest/gtest.h>

#include <cmath>

// Moments of a million draws lie within five standard errors of the distribution's own.

namespace loadline::simulate {

using model::DrawnTime;
using units::Duration;

namespace {

struct Moments {
  double mean = 0, deviation = 0;
};

Moments momentsOf(const DrawnTime &time) {
  Random random(7, 0);
  double sum = 0, squares = 0;
  constexpr int draws = 1'000'000;
  for (int i = 0; i < draws; ++i) {
    const double drawn = draw(time, random).count();
    sum += drawn;
    squares += drawn * drawn;
  }
  const double mean = sum / draws;
  return {mean, std::sqrt(squares / draws - mean * mean)};
}

} // namespace

TEST(Random, IsTheSameForTheSameName) {
  Random one(42, 3), two(42, 3);
  EXPECT_EQ(one.next(), two.next());
  EXPECT_EQ(one.next(), two.next());
}
TEST(Random, DiffersByStreamAndBySeed) {
  EXPECT_NE(Random(42, 3).next(), Random(42, 4).next());
  EXPECT_NE(Random(42, 3).next(), Random(43, 3).next());
  EXPECT_NE(Random(42, 3).next(), Random(3, 42).next());
}
TEST(Random, DrawsExponentialTimes) {
  const Moments is = momentsOf({.shape = DrawnTime::Shape::exponential, .mean = Duration(2)});
  EXPECT_NEAR(is.mean, 2, 0.010);
  EXPECT_NEAR(is.deviation, 2, 0.014);
}
TEST(Random, DrawsErlangTimes) {
  const Moments is =
      momentsOf({.shape = DrawnTime::Shape::erlang, .mean = Duration(2), .stages = 4});
  EXPECT_NEAR(is.mean, 2, 0.005);
  EXPECT_NEAR(is.deviation, 1, 0.006);
}
TEST(Random, DrawsLognormalTimes) { // deviation / mean = √(e^(1/4) - 1)
  const Moments is =
      momentsOf({.shape = DrawnTime::Shape::lognormal, .mean = Duration(2), .logDeviation = 0.5});
  EXPECT_NEAR(is.mean, 2, 0.006);
  EXPECT_NEAR(is.deviation, 2 * 0.532936, 0.010);
}
TEST(Random, DrawsDeterministicTimes) {
  EXPECT_EQ(momentsOf({.mean = Duration(2)}).mean, 2);
}

} // namespace loadline::simulate
