#include "planner/fit/fit.h"

#include <algorithm>
#include <cmath>

namespace loadline::fit {

namespace {

/// Latency that grows by less than half counts as flat: two tests of one service differ by that.
constexpr double flat = 1.5;
/// Twice the capacity is the question; anything from half as much again answers it.
constexpr double overloaded = 1.5;

/// Load over capacity: by the rate offered where that is known, else by the number of clients.
std::optional<double> loadOf(const LoadPoint &point, Rate capacity, Concurrency atCapacity) {
  if (point.offered)
    return *point.offered / capacity;
  if (point.isDeclared && point.number && std::isfinite(atCapacity.count()))
    return *point.number / atCapacity;
  return std::nullopt;
}

std::optional<double> slowdown(const LoadPoint &before, const LoadPoint &under, bool &isByMean) {
  isByMean = !(before.p99 && under.p99);
  const auto &a = isByMean ? before.mean : before.p99;
  const auto &b = isByMean ? under.mean : under.p99;
  return a && b && a->count() > 0 ? std::optional(*b / *a) : std::nullopt;
}

/// A refusal counts where it is at least half of what a bound at the capacity refuses.
BoundVerdict verdictOf(const Overload &is) {
  if (is.slower.count() > flat)
    return BoundVerdict::violated;
  return is.refused.count() >= is.refusedIfBounded.count() / 2 ? BoundVerdict::enforced
                                                               : BoundVerdict::absorbed;
}

/// The mean of a window is less noisy than its p99.
std::optional<Duration> latencyOf(const LoadPoint &window) {
  return window.mean ? window.mean : window.p99;
}

std::optional<Duration> median(std::vector<Duration> times) {
  if (times.empty())
    return std::nullopt;
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  return *middle;
}

std::optional<Duration> medianLatency(const std::vector<LoadPoint> &series, std::size_t from,
                                      std::size_t to) {
  std::vector<Duration> times;
  for (std::size_t i = from; i < to; ++i)
    if (const auto time = latencyOf(series[i]))
      times.push_back(*time);
  return median(std::move(times));
}

/// The windows that were offered more than the capacity, from the first to behind the last.
struct Phase {
  std::size_t begin = 0, end = 0;
};

std::optional<Phase> overloadPhase(const std::vector<LoadPoint> &series, Rate capacity) {
  const auto isOver = [&](const LoadPoint &window) {
    return window.offered && *window.offered > capacity * 1.05;
  };
  const auto begin = std::find_if(series.begin(), series.end(), isOver);
  const auto end = std::find_if(series.rbegin(), series.rend(), isOver).base();
  if (begin == series.end() || begin == series.begin() || end == series.end())
    return std::nullopt;
  return Phase{static_cast<std::size_t>(begin - series.begin()),
               static_cast<std::size_t>(end - series.begin())};
}

Recovery recoveryFrom(const LoadTest &test, const Phase &phase, Rate capacity, Duration normal) {
  const std::vector<LoadPoint> &series = test.series;
  double offered = 0, excess = 0, after = 0;
  for (std::size_t i = phase.begin; i < phase.end; ++i) {
    const double rate = series[i].offered.value_or(Rate(0)).count();
    offered += rate;
    excess += std::max(0.0, rate - capacity.count()) * test.window.count();
  }
  for (std::size_t i = phase.end; i < series.size(); ++i)
    after += series[i].offered.value_or(Rate(0)).count();
  offered /= static_cast<double>(phase.end - phase.begin);
  after /= static_cast<double>(series.size() - phase.end);
  Recovery out{.since = *series[phase.begin].since,
               .lasted = *series[phase.end].since - *series[phase.begin].since,
               .load = Ratio(offered / capacity.count()),
               .before = normal};
  if (after < capacity.count())
    out.unboundedTakes = Duration(excess / (capacity.count() - after));
  // Recovered: from there to the end of the test no two windows in a row are slow.
  const auto isSlow = [&](std::size_t window) {
    const auto time = latencyOf(series[window]);
    return time && *time > normal * flat;
  };
  std::size_t from = phase.end;
  for (std::size_t i = phase.end; i < series.size(); ++i)
    if (isSlow(i) && (i == phase.end || isSlow(i - 1)))
      from = i + 1;
  if (from < series.size())
    out.took = *series[from].since - *series[phase.end].since;
  return out;
}

} // namespace

std::optional<Overload> overloadOf(const std::vector<FitPoint> &points, Rate capacity,
                                   Concurrency atCapacity) {
  const LoadPoint *before = nullptr, *under = nullptr;
  double beforeLoad = 0, underLoad = 0;
  for (const FitPoint &point : points) {
    const auto load = loadOf(point.measured, capacity, atCapacity);
    if (!load || point.isOutlier)
      continue;
    if (*load <= 1.1 && *load > beforeLoad)
      before = &point.measured, beforeLoad = *load;
    if (*load >= overloaded && (!under || std::abs(*load - 2) < std::abs(underLoad - 2)))
      under = &point.measured, underLoad = *load;
  }
  if (!before || !under)
    return std::nullopt;
  Overload out{.before = *before, .under = *under, .load = Ratio(underLoad)};
  const auto slower = slowdown(*before, *under, out.isByMean);
  if (!slower)
    return std::nullopt;
  out.slower = Ratio(*slower);
  out.refused = under->failed.value_or(Ratio(0));
  out.refusedIfBounded = Ratio(1 - 1 / underLoad);
  out.verdict = verdictOf(out);
  return out;
}

std::optional<Recovery> recoveryOf(const std::vector<LoadTest> &tests, Rate capacity) {
  for (const LoadTest &test : tests) {
    const auto phase = overloadPhase(test.series, capacity);
    if (!phase)
      continue;
    if (const auto normal = medianLatency(test.series, 0, phase->begin))
      return recoveryFrom(test, *phase, capacity, *normal);
  }
  return std::nullopt;
}

} // namespace loadline::fit
