#include "planner/latency/attempts.h"
#include "planner/latency/compose.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

// How far the mixture of shifted log-normals is from the truth: quantiles of composed times against
// those of 200,000 draws of the same composition (their own noise at p99 is about 1 %).

namespace loadline::latency {

namespace {

using Draw = std::function<double(std::mt19937_64 &)>;

Draw exponential(double mean) {
  return [mean](auto &random) { return std::exponential_distribution<double>(1 / mean)(random); };
}
Draw lognormal(double mean, double cv) {
  const double s = std::sqrt(std::log1p(cv * cv));
  return [=](auto &random) {
    return std::lognormal_distribution<double>(std::log(mean) - s * s / 2, s)(random);
  };
}
Distribution lognormalOf(double mean, double cv) {
  return Distribution::lognormal(Duration(mean), Duration(mean * cv));
}
Distribution exponentialOf(double mean) {
  return Distribution::exponential(Duration(mean));
}

/// The largest relative error of p50, p95 and p99.
double error(const Distribution &ours, const Draw &draw) {
  std::mt19937_64 random(1);
  std::vector<double> times(200'000);
  for (double &time : times)
    time = draw(random);
  std::sort(times.begin(), times.end());
  double worst = 0.0;
  for (const double p : {0.50, 0.95, 0.99}) {
    const double truth = times[static_cast<std::size_t>(p * static_cast<double>(times.size()))];
    worst = std::max(worst, std::abs(ours.quantile(p)->count() / truth - 1));
  }
  return worst;
}

} // namespace

TEST(Representation, OfTwoExponentials) {
  const Draw a = exponential(1), b = exponential(2);
  EXPECT_LT(error(exponentialOf(1) + exponentialOf(2), [=](auto &r) { return a(r) + b(r); }), 0.04);
}
TEST(Representation, OfThreeLognormals) {
  const Draw a = lognormal(1, 0.5), b = lognormal(2, 1), c = lognormal(3, 0.7);
  EXPECT_LT(error(lognormalOf(1, 0.5) + lognormalOf(2, 1) + lognormalOf(3, 0.7),
                  [=](auto &r) { return a(r) + b(r) + c(r); }),
            0.02);
}
TEST(Representation, OfSteepLognormals) {
  const Draw a = lognormal(1, 2), b = lognormal(2, 3);
  EXPECT_LT(error(lognormalOf(1, 2) + lognormalOf(2, 3), [=](auto &r) { return a(r) + b(r); }),
            0.10);
}
TEST(Representation, OfACacheInFrontOfADatabase) {
  const Draw own = lognormal(2, 0.5), db = lognormal(30, 0.8);
  const Draw chance = [](auto &r) { return std::uniform_real_distribution<double>(0, 1)(r); };
  EXPECT_LT(error(lognormalOf(2, 0.5) +
                      inSequence({.each = lognormalOf(30, 0.8), .count = 2, .reaching = 0.1}),
                  [=](auto &r) {
                    double time = own(r);
                    for (int call = 0; call < 2; ++call)
                      time += chance(r) < 0.1 ? db(r) : 0.0;
                    return time;
                  }),
            0.02);
}
TEST(Representation, OfCallsByChanceTenLevelsDeep) { // many peaks with gaps between them
  const Draw own = lognormal(5, 1);
  const Draw chance = [](auto &r) { return std::uniform_real_distribution<double>(0, 1)(r); };
  Distribution time = lognormalOf(5, 1);
  for (int level = 1; level < 10; ++level) {
    const Distribution below = time;
    time = lognormalOf(5, 1);
    for (int call = 0; call < 3; ++call)
      time = time + inSequence({.each = below, .count = 0.3});
  }
  const std::function<double(std::mt19937_64 &, int)> draw = [&](std::mt19937_64 &r, int below) {
    double whole = own(r);
    for (int call = 0; call < 3 && below > 0; ++call)
      whole += chance(r) < 0.3 ? draw(r, below - 1) : 0.0;
    return whole;
  };
  EXPECT_LT(error(time, [&](auto &r) { return draw(r, 9); }), 0.05);
}
TEST(Representation, OfAFanOutAndOwnWork) {
  const Draw own = exponential(2), each = lognormal(10, 1);
  EXPECT_LT(error(exponentialOf(2) + slowest({{.each = lognormalOf(10, 1), .count = 5}}),
                  [=](auto &r) {
                    double last = 0;
                    for (int call = 0; call < 5; ++call)
                      last = std::max(last, each(r));
                    return own(r) + last;
                  }),
            0.03);
}
TEST(Representation,
     OfAGroupWithACallThatIsGivenUp) { // P(max <= t) is a product, whatever its jump
  const Distribution a = Distribution::lognormalOfP99(Duration(10), Duration(60));
  const Distribution b = Distribution::lognormalOfP99(Duration(20), Duration(150));
  const Distribution last = slowest({{.each = a}, {.each = cut(b, Duration(30))}});
  const auto exact = [&](double t) {
    return a.cdf(Duration(t)) * (t >= 30 ? 1.0 : b.cdf(Duration(t)));
  };
  for (const double p : {0.50, 0.95, 0.99})
    EXPECT_NEAR(exact(last.quantile(p)->count()), p, 0.0004) << p; // 30.89 and 60.0 above
  EXPECT_NEAR(last.quantile(0.95)->count(), 30.8906, 0.001);
  EXPECT_NEAR(last.quantile(0.99)->count(), 60.0, 0.3);
}
TEST(Representation, OfThreeCallsAtOnceOfDifferentShapes) {
  const Distribution a = Distribution::lognormalOfP99(Duration(10), Duration(60)),
                     b = Distribution::lognormalOfP99(Duration(20), Duration(150)),
                     c = exponentialOf(15);
  const Distribution last = slowest({{.each = a}, {.each = b}, {.each = c}});
  for (const double p : {0.50, 0.95, 0.99}) {
    const Duration at = *last.quantile(p);
    EXPECT_NEAR(a.cdf(at) * b.cdf(at) * c.cdf(at), p, 0.002) << p;
  }
}
TEST(Representation,
     OfAGroupBehindCaches) { // four calls that one in ten makes, beside a certain one
  const Distribution b = Distribution::lognormalOfP99(Duration(50), Duration(400));
  const Distribution last = slowest({{.each = b, .count = 4, .reaching = 0.1},
                                     {.each = Distribution::deterministic(Duration(5))}});
  EXPECT_NEAR(last.quantile(0.5)->count(), 5, 1e-9);
  for (const double p : {0.80, 0.95, 0.99}) {
    const double one = 0.9 + 0.1 * b.cdf(*last.quantile(p));
    EXPECT_NEAR(one * one * one * one, p, 0.002) << p;
  }
}
TEST(Representation,
     OfAGeometricNumberOfExponentialsIsExact) { // an exponential of mean 3 × 10, with 2/3
  const Distribution some =
      inSequence({.each = exponentialOf(10), .count = 2, .isGeometric = true});
  EXPECT_NEAR(some.quantile(0.5)->count(), -30 * std::log(0.5 / (2.0 / 3)), 1e-9);
  EXPECT_NEAR(some.quantile(0.99)->count(), -30 * std::log(0.01 / (2.0 / 3)), 1e-9);
}
TEST(Representation, OfAGeometricNumberOfLognormals) {
  const Draw each = lognormal(10, 0.8);
  const Draw chance = [](auto &r) { return std::uniform_real_distribution<double>(0, 1)(r); };
  EXPECT_LT(error(inSequence({.each = lognormalOf(10, 0.8), .count = 2, .isGeometric = true}),
                  [=](auto &r) {
                    double all = 0;
                    while (chance(r) < 2.0 / 3)
                      all += each(r);
                    return all;
                  }),
            0.03);
}
TEST(Representation, OfAQuorumOfThree) {
  const Draw each = exponential(10);
  EXPECT_LT(error(slowest({{.each = exponentialOf(10), .count = 3}}, {.quorum = 2}),
                  [=](auto &r) {
                    double t[] = {each(r), each(r), each(r)};
                    std::sort(t, t + 3);
                    return t[1];
                  }),
            0.04);
}
TEST(Representation, OfATimeoutWithRetries) {
  const Draw each = lognormal(10, 1);
  const auto made = outcome(lognormalOf(10, 1), {.timeout = Duration(20), .retries = 2});
  EXPECT_LT(error(made.time,
                  [=](auto &r) {
                    double time = 0;
                    for (int attempt = 0; attempt < 3; ++attempt) {
                      const double one = each(r);
                      time += std::min(one, 20.0);
                      if (one <= 20)
                        break;
                    }
                    return time;
                  }),
            0.03);
}
TEST(Representation, OfAHedge) {
  const Draw each = lognormal(10, 1);
  EXPECT_LT(error(outcome(lognormalOf(10, 1), {.hedgeAfter = Duration(20)}).time,
                  [=](auto &r) {
                    const double first = each(r);
                    return std::min(first, 20 + each(r));
                  }),
            0.02);
}

} // namespace loadline::latency
