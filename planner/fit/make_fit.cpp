#include "planner/fit/fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace loadline::fit {

namespace {

bool isUsable(const LoadPoint &point) {
  return point.number && point.number->count() > 0 && point.throughput.count() > 0;
}

std::size_t levelsIn(const std::vector<LoadPoint> &points) {
  std::set<double> numbers;
  for (const LoadPoint &point : points)
    if (isUsable(point))
      numbers.insert(point.number->count());
  return numbers.size();
}

void gatherPoints(Fit &fit) {
  std::vector<LoadPoint> points;
  for (const LoadTest &test : fit.tests)
    points.insert(points.end(), test.points.begin(), test.points.end());
  constexpr std::size_t enough = 4;
  fit.isOfWindows =
      fit.tests.size() == 1 && levelsIn(points) < enough && levelsIn(fit.tests[0].series) >= enough;
  for (const LoadPoint &point : fit.isOfWindows ? fit.tests[0].series : points)
    fit.points.push_back({point});
  std::stable_sort(fit.points.begin(), fit.points.end(), [](const FitPoint &a, const FitPoint &b) {
    return a.measured.number.value_or(Concurrency(0)) < b.measured.number.value_or(Concurrency(0));
  });
}

/// The law of the points that are no outliers.
void fitPoints(Fit &fit) {
  std::vector<Sample> samples;
  std::vector<FitPoint *> sampled;
  for (FitPoint &point : fit.points)
    if (isUsable(point.measured)) {
      samples.push_back({*point.measured.number, point.measured.throughput});
      sampled.push_back(&point);
    }
  for (const std::size_t outlier : outliersOf(samples))
    sampled[outlier]->isOutlier = true;
  std::vector<Sample> kept;
  for (std::size_t i = 0; i < samples.size(); ++i)
    if (!sampled[i]->isOutlier)
      kept.push_back(samples[i]);
  const auto law = fitLaw(kept);
  if (!law) {
    fit.refusal = law.error().front().message;
    fit.hint = law.error().front().hint;
    return;
  }
  fit.law = *law;
  for (FitPoint *point : sampled)
    point->fitted = queueing::throughput(law->law, point->measured.number->count());
}

double largestNumber(const Fit &fit) {
  double largest = 0;
  for (const FitPoint &point : fit.points)
    if (point.measured.number && !point.isOutlier)
      largest = std::max(largest, point.measured.number->count());
  return largest;
}

/// The given one; the law's peak where it was measured; the highest that the law says up to the
/// largest number; without a law the largest throughput.
void setCapacity(Fit &fit, const FitOptions &options) {
  if (options.capacity) {
    fit.capacity = *options.capacity;
    fit.capacityFrom = "as given";
  } else if (fit.law && fit.law->peak && fit.law->peak->isMeasured) {
    fit.capacity = fit.law->peak->throughput;
    fit.capacityFrom = "the peak of the law";
  } else if (fit.law) {
    const double most = largestNumber(fit), peak = queueing::peakNumber(fit.law->law);
    fit.capacity = queueing::throughput(fit.law->law, std::min(most, peak));
    fit.capacityFrom = "the highest that the law says within what was measured";
  } else {
    for (const FitPoint &point : fit.points)
      fit.capacity = std::max(fit.capacity, point.measured.throughput);
    fit.capacityFrom = "the largest throughput measured";
  }
}

std::optional<Level> levelAt(const FittedLaw &law, double number) {
  if (!std::isfinite(number))
    return std::nullopt;
  const Rate rate = queueing::throughput(law.law, number);
  return Level{Concurrency(number), rate, Concurrency(number) / rate};
}

void setLevels(Fit &fit, const FitOptions &options) {
  if (!fit.law)
    return;
  fit.knee = levelAt(*fit.law, queueing::kneeNumber(fit.law->law));
  if (fit.law->peak)
    fit.optimum = levelAt(*fit.law, fit.law->peak->number.count());
  fit.operate = levelAt(
      *fit.law, queueing::numberFor(fit.law->law, fit.capacity * options.operateAt.count()));
}

} // namespace

std::string_view toString(BoundVerdict verdict) {
  constexpr std::string_view words[] = {"enforced", "violated", "absorbed"};
  return words[static_cast<int>(verdict)];
}

Fit makeFit(std::vector<LoadTest> tests, const FitOptions &options) {
  Fit fit;
  fit.tests = std::move(tests);
  gatherPoints(fit);
  fitPoints(fit);
  setCapacity(fit, options);
  setLevels(fit, options);
  const Concurrency atCapacity = fit.optimum ? fit.optimum->number
                                 : fit.knee  ? fit.knee->number
                                             : Concurrency(std::numeric_limits<double>::infinity());
  fit.overload = overloadOf(fit.points, fit.capacity, atCapacity);
  fit.recovery = recoveryOf(fit.tests, fit.capacity);
  fit.warnings = warningsOf(fit.tests);
  return fit;
}

} // namespace loadline::fit
