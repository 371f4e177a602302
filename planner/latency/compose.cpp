#include "planner/latency/compose.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace loadline::latency {

namespace {

struct Moments {
  double first = 0.0, second = 0.0;
};

Distribution fitted(const Moments &moments) {
  const double variance = moments.second - moments.first * moments.first;
  const bool isNoise = variance <= 1e-12 * moments.second; // what rounding leaves of a certain time
  return Distribution::lognormal(Duration(moments.first),
                                 Duration(isNoise ? 0.0 : std::sqrt(variance)));
}

/// E[X] and E[X²] of a time in [0, end] as integrals of P(X > t) and 2 t P(X > t), by two-point
/// Gauss rules between the steps of a logarithmic grid, so that jumps at `breaks` fall between two
/// cells.
template <class Tail>
Moments integrated(Tail tail, double end, std::vector<double> breaks) {
  constexpr int steps = 500;
  constexpr double reach = 1e-9; // below this share of the end the tail is taken as one cell
  breaks.push_back(0.0);
  for (int i = 0; i <= steps; ++i)
    breaks.push_back(end * std::pow(reach, 1.0 - static_cast<double>(i) / steps));
  std::sort(breaks.begin(), breaks.end());
  Moments moments;
  for (std::size_t i = 1; i < breaks.size() && breaks[i - 1] < end; ++i) {
    const double half = (std::min(breaks[i], end) - breaks[i - 1]) / 2;
    for (const double side : {-1.0, 1.0}) {
      const double t = breaks[i - 1] + half * (1 + side / std::sqrt(3.0));
      const double beyond = tail(t);
      moments.first += half * beyond;
      moments.second += half * 2 * t * beyond;
    }
  }
  return moments;
}

constexpr double almostAll = 1 - 1e-10; // where an integral over a tail ends

double endOf(const Distribution &time) {
  return time.quantile(almostAll)->count();
}

/// P(all calls are done by t), or 1 where there is none.
double doneBy(const Calls &calls, Duration t) {
  const double one = 1 - calls.reaching + calls.reaching * calls.each.cdf(t);
  if (calls.isGeometric) // the generating function of the geometric at `one`
    return 1 / (1 + calls.count * (1 - one));
  const double whole = std::floor(calls.count);
  return std::pow(one, whole) * (1 - (calls.count - whole) * (1 - one));
}

bool isExactlyOne(const Calls &calls) {
  return !calls.isGeometric && calls.count == 1 && calls.reaching == 1;
}

double meanInGroup(const Calls &calls) {
  const double longest = std::max(1.0, std::floor(calls.count));
  return calls.each.mean().count() * std::min(1.0, calls.count) *
         (longest > 1 ? 1.0 : calls.reaching);
}

} // namespace

Distribution cut(const Distribution &time, Duration limit) {
  if (!time.deviation())
    return Distribution::meanOnly(std::min(time.mean(), limit));
  if (time.isCertain())
    return Distribution::deterministic(std::min(time.mean(), limit));
  if (time.cdf(limit) > almostAll)
    return time;
  return fitted(integrated([&](double t) { return 1 - time.cdf(Duration(t)); }, limit.count(), {}));
}

Distribution inSequence(const Calls &calls) {
  if (isExactlyOne(calls))
    return calls.each;
  const double mean = calls.reaching * calls.each.mean().count(); // of one attempt, hits at once
  const double total = calls.count * mean;
  if (!calls.each.deviation())
    return Distribution::meanOnly(Duration(total));
  const double second = calls.reaching * calls.each.secondMoment();
  const double whole = std::floor(calls.count);
  const double rest = calls.count - whole;
  double variance = whole * (second - mean * mean) + rest * (second - rest * mean * mean);
  if (calls.isGeometric)
    variance = calls.count * (second - mean * mean) + calls.count * (1 + calls.count) * mean * mean;
  return fitted({total, variance + total * total});
}

Distribution sum(const std::vector<Distribution> &parts) {
  const Distribution *only = nullptr; // a sum with one part that is not zero keeps its shape
  int nonZero = 0;
  double mean = 0.0, variance = 0.0;
  bool isSpreadKnown = true;
  for (const Distribution &part : parts) {
    mean += part.mean().count();
    isSpreadKnown = isSpreadKnown && part.deviation();
    variance += isSpreadKnown ? part.deviation()->count() * part.deviation()->count() : 0.0;
    if (part.mean().count() > 0) {
      only = &part;
      ++nonZero;
    }
  }
  if (nonZero == 1)
    return *only;
  if (!isSpreadKnown)
    return Distribution::meanOnly(Duration(mean));
  return fitted({mean, variance + mean * mean});
}

Distribution slowest(const std::vector<Calls> &group) {
  if (group.size() == 1 && isExactlyOne(group.front()))
    return group.front().each;
  double end = 0.0, largestMean = 0.0;
  bool isSpreadKnown = true;
  std::vector<double> breaks;
  for (const Calls &calls : group) {
    largestMean = std::max(largestMean, meanInGroup(calls));
    isSpreadKnown = isSpreadKnown && calls.each.deviation();
    if (!isSpreadKnown)
      continue;
    if (calls.each.isCertain())
      breaks.push_back(calls.each.mean().count());
    end = std::max(end, endOf(calls.each));
  }
  if (!isSpreadKnown)
    return Distribution::meanOnly(Duration(largestMean));
  if (end == 0.0)
    return Distribution::deterministic(Duration(0));
  const auto tail = [&](double t) {
    double allDone = 1.0;
    for (const Calls &calls : group)
      allDone *= doneBy(calls, Duration(t));
    return 1 - allDone;
  };
  return fitted(integrated(tail, end, breaks));
}

} // namespace loadline::latency
