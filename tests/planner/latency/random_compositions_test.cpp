#include "planner/latency/attempts.h"
#include "planner/latency/compose.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

// How far composed times are from the truth where nobody has chosen the composition: services drawn
// at random, of own work and one to three steps, each a call or a group of two to four of them,
// with caches, timeouts, retries, hedges and repetitions; against draws of the same. The bounds are
// those that planner/latency/distribution.h and docs/plan.md state.

namespace loadline::latency {

namespace {

using Random = std::mt19937_64;
using Draw = std::function<double(Random &)>;

/// A time as a value, and drawn.
struct Both {
  Distribution ours;
  Draw draw;
};

double share(Random &random) {
  return static_cast<double>(random() >> 11) * 0x1.0p-53;
}

template <class Value>
Value oneOf(Random &random, std::initializer_list<Value> values) {
  return values.begin()[random() % values.size()];
}

Both lognormal(double mean, double ratio) {
  const Distribution ours = Distribution::lognormalOfP99(Duration(mean), Duration(mean * ratio));
  const double cv = ours.deviation()->count() / mean, s = std::sqrt(std::log1p(cv * cv));
  return {ours, [mean, s](Random &random) {
            return std::lognormal_distribution<double>(std::log(mean) - s * s / 2, s)(random);
          }};
}

Both erlang(double mean, int stages) {
  return {Distribution::erlang(Duration(mean), stages), [mean, stages](Random &random) {
            return std::gamma_distribution<double>(stages, mean / stages)(random);
          }};
}

/// Half of them log-normal.
Both work(Random &random) {
  const double mean = oneOf(random, {1.0, 2.0, 5.0, 10.0, 20.0, 50.0});
  switch (random() % 6) {
  case 0:
    return erlang(mean, 1);
  case 1:
    return {Distribution::deterministic(Duration(mean)), [mean](Random &) { return mean; }};
  case 2:
    return erlang(mean, oneOf(random, {2, 4}));
  default:
    return lognormal(mean, oneOf(random, {2.0, 3.0, 4.0, 6.0, 8.0}));
  }
}

/// Attempts until one is in time, the last of them given up.
Both tried(const Both &each, double timeout, int retries) {
  return {outcome(each.ours, {.timeout = Duration(timeout), .retries = double(retries)}).time,
          [draw = each.draw, timeout, retries](Random &random) {
            double time = 0.0, last = timeout + 1;
            for (int attempt = 0; attempt <= retries && last > timeout; ++attempt)
              time += std::min(last = draw(random), timeout);
            return time;
          }};
}

Both hedged(const Both &each, double after) {
  return {outcome(each.ours, {.hedgeAfter = Duration(after)}).time,
          [draw = each.draw, after](Random &random) {
            const double first = draw(random);
            return first <= after ? first : std::min(first, after + draw(random));
          }};
}

/// A call and what its caller has of it in sequence.
struct Call {
  Calls calls;
  Draw draw;
};

Call repeated(const Both &each, double count, double reaching) {
  return {{.each = each.ours, .count = count, .reaching = reaching},
          [draw = each.draw, count, reaching](Random &random) {
            double time = 0.0;
            for (double left = count; left > 0; --left)
              time += share(random) < std::min(1.0, left) * reaching ? draw(random) : 0.0;
            return time;
          }};
}

Call call(Random &random, bool isInGroup) {
  const Both each = work(random);
  const double mean = each.ours.mean().count();
  switch (random() % (isInGroup ? 5 : 7)) {
  case 0:
    return repeated(each, 1, 1);
  case 1:
    return repeated(each, 1, 1 - oneOf(random, {0.3, 0.51, 0.8, 0.9, 0.97}));
  case 2:
    return repeated(tried(each, mean * oneOf(random, {1.2, 2.0, 3.0}), 0), 1, 1);
  case 3:
    return repeated(tried(each, mean * oneOf(random, {1.5, 2.5, 4.0}), oneOf(random, {1, 2})), 1,
                    1);
  case 4:
    return repeated(hedged(each, mean * oneOf(random, {1.2, 2.0, 3.0})), 1, 1);
  case 5:
    return repeated(each, oneOf(random, {2.0, 3.0, 5.0}), 1);
  default:
    return repeated(each, oneOf(random, {0.1, 0.3, 0.7, 2.3}), 1);
  }
}

Both step(Random &random) {
  if (share(random) > 0.35) {
    const Call one = call(random, false);
    return {inSequence(one.calls), one.draw};
  }
  std::vector<Calls> group;
  std::vector<Draw> draws;
  for (std::uint64_t calls = 2 + random() % 3; calls > 0; --calls) {
    const Call one = call(random, true);
    group.push_back(one.calls);
    draws.push_back(one.draw);
  }
  return {slowest(group), [draws](Random &source) {
            double last = 0.0;
            for (const Draw &draw : draws)
              last = std::max(last, draw(source));
            return last;
          }};
}

Both service(Random &random) {
  Both whole = work(random);
  for (std::uint64_t steps = 1 + random() % 3; steps > 0; --steps) {
    const Both next = step(random);
    whole = {whole.ours + next.ours, [before = whole.draw, after = next.draw](Random &source) {
               return before(source) + after(source);
             }};
  }
  return whole;
}

/// |ours / truth − 1| of p50, p95 and p99.
struct Errors {
  double p50, p95, p99;
};

Errors errorsOf(const Both &time, Random &random) {
  std::vector<double> drawn(100'000);
  for (double &each : drawn)
    each = time.draw(random);
  const auto error = [&](double p) {
    const auto at = drawn.begin() + static_cast<std::ptrdiff_t>(p * double(drawn.size()));
    std::nth_element(drawn.begin(), at, drawn.end());
    return std::abs(time.ours.quantile(p)->count() / *at - 1);
  };
  return {error(0.50), error(0.95), error(0.99)};
}

/// What that share of all compositions keeps within.
double within(std::vector<Errors> all, double Errors::*of, double share) {
  std::sort(all.begin(), all.end(),
            [of](const Errors &a, const Errors &b) { return a.*of < b.*of; });
  return all[static_cast<std::size_t>(share * double(all.size() - 1))].*of;
}

std::vector<Errors> errorsOfMany(int count) {
  Random random(1);
  std::vector<Errors> all;
  for (int i = 0; i < count; ++i)
    all.push_back(errorsOf(service(random), random));
  return all;
}

} // namespace

TEST(RandomCompositions, KeepWithinTheErrorThatIsStated) {
  const std::vector<Errors> all = errorsOfMany(60);
  for (const auto of : {&Errors::p50, &Errors::p95, &Errors::p99}) {
    EXPECT_LT(within(all, of, 0.5), 0.01);
    EXPECT_LT(within(all, of, 0.9), 0.04);
    EXPECT_LT(within(all, of, 1.0), 0.12);
  }
}

} // namespace loadline::latency
