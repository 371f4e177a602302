#include "planner/fit/comparison.h"

#include "planner/units/format.h"

#include <algorithm>
#include <cmath>

namespace loadline::fit {

namespace {

constexpr double alike = 0.02;

/// What names a level, and whether it is a rate.
struct Key {
  double value = 0;
  bool isRate = false;

  bool matches(const Key &other) const {
    return isRate == other.isRate && std::abs(value - other.value) <= alike * other.value;
  }
};

std::optional<Key> keyOf(const LoadPoint &point) {
  if (point.isDeclared && point.number)
    return Key{point.number->count(), false};
  if (point.offered)
    return Key{point.offered->count(), true};
  return std::nullopt;
}

std::vector<LoadPoint> pointsAt(const Fit &fit, const Key &key) {
  std::vector<LoadPoint> out;
  for (const FitPoint &point : fit.points)
    if (const auto is = keyOf(point.measured); is && is->matches(key))
      out.push_back(point.measured);
  return out;
}

template <class Value, class Of>
std::optional<Value> meanOf(const std::vector<LoadPoint> &points, Of of) {
  double sum = 0, count = 0;
  for (const LoadPoint &point : points)
    if (const std::optional<Value> value = of(point)) {
      sum += value->count();
      ++count;
    }
  return count > 0 ? std::optional(Value(sum / count)) : std::nullopt;
}

class Comparing {
public:
  Comparing(const Fit &before, const Fit &after, Ratio tolerance)
      : before_(before), after_(after), out_{.tolerance = tolerance} {}

  RunComparison result() {
    std::vector<Key> done;
    for (const FitPoint &point : after_.points) {
      const auto key = keyOf(point.measured);
      if (!key ||
          std::any_of(done.begin(), done.end(), [&](const Key &is) { return is.matches(*key); }))
        continue;
      done.push_back(*key);
      compareLevel(*key);
    }
    if (before_.law && after_.law)
      add("law", "capacity", std::optional(before_.capacity), std::optional(after_.capacity), true);
    return std::move(out_);
  }

private:
  void compareLevel(const Key &key) {
    const auto was = pointsAt(before_, key), is = pointsAt(after_, key);
    if (was.empty()) {
      ++out_.unmatched;
      return;
    }
    const std::string level = key.isRate ? units::formatted(Rate(key.value)) + " offered"
                                         : units::formatted(Concurrency(key.value)) + " in flight";
    const auto throughput = [](const LoadPoint &point) { return std::optional(point.throughput); };
    const auto mean = [](const LoadPoint &point) { return point.mean; };
    const auto p99 = [](const LoadPoint &point) { return point.p99; };
    add(level, "throughput", meanOf<Rate>(was, throughput), meanOf<Rate>(is, throughput), true);
    add(level, "mean", meanOf<Duration>(was, mean), meanOf<Duration>(is, mean), false);
    add(level, "p99", meanOf<Duration>(was, p99), meanOf<Duration>(is, p99), false);
    addShares(level, was, is);
  }

  template <class Value>
  void add(const std::string &level, const char *figure, const std::optional<Value> &was,
           const std::optional<Value> &is, bool moreIsBetter) {
    if (!was || !is || was->count() <= 0)
      return;
    const double change = is->count() / was->count() - 1;
    addFigure(level, figure, units::formatted(*was), units::formatted(*is), change, moreIsBetter);
  }

  void addShares(const std::string &level, const std::vector<LoadPoint> &was,
                 const std::vector<LoadPoint> &is) {
    const auto failed = [](const LoadPoint &point) { return point.failed; };
    const auto before = meanOf<Ratio>(was, failed), after = meanOf<Ratio>(is, failed);
    if (before && after && (before->count() > 0 || after->count() > 0))
      addFigure(level, "failed", units::formatted(*before), units::formatted(*after),
                after->count() - before->count(), false);
  }

  void addFigure(const std::string &level, const char *figure, std::string was, std::string is,
                 double change, bool moreIsBetter) {
    const double gain = moreIsBetter ? change : -change;
    const double most = out_.tolerance.count();
    out_.figures.push_back(
        {level, figure, std::move(was), std::move(is), change, gain<-most, gain> most});
  }

  const Fit &before_, &after_;
  RunComparison out_;
};

} // namespace

bool RunComparison::isWorse() const {
  return std::any_of(figures.begin(), figures.end(),
                     [](const ComparedFigure &figure) { return figure.isWorse; });
}

RunComparison compareRuns(const Fit &before, const Fit &after, Ratio tolerance) {
  return Comparing(before, after, tolerance).result();
}

} // namespace loadline::fit
