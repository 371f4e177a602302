#include "planner/latency/tail.h"

#include "planner/units/rounding.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace loadline::latency {

namespace {

/// The shares of the mass that is left where a piece ends: the median lies well inside of one, the
/// 95th and the 99th percentile in short ones.
constexpr std::array<double, 6> cuts = {0.75, 0.5, 0.2, 0.05, 0.015, 0.004};
constexpr double negligible = 1e-9; // of a mass

/// The largest time of the grid below which all but a millionth lies above.
double startOf(const Tail &tail, double present) {
  constexpr double reach = 1e-9; // of the end
  const double end = tail.end.count();
  double low = std::log(reach), high = 0.0;
  for (int step = 0; step < 8; ++step) {
    const double middle = (low + high) / 2;
    const double above = tail.above(Duration(end * std::exp(middle)));
    (above >= present * (1 - 1e-6) ? low : high) = middle;
  }
  return end * std::exp(low);
}

/// Ascending points without those that only rounding tells from the one before: between them would
/// be a cell of its own, or none, as the last bits have it. Jumps stay as they are.
std::vector<double> apart(const std::vector<double> &points, const std::vector<double> &jumps) {
  const auto isJump = [&](double at) { return std::binary_search(jumps.begin(), jumps.end(), at); };
  std::vector<double> out;
  out.reserve(points.size());
  for (const double at : points)
    if (out.empty() || !units::isNear(at, out.back()))
      out.push_back(at);
    else if (at != out.back() && isJump(at)) {
      if (isJump(out.back()))
        out.push_back(at);
      else
        out.back() = at;
    }
  return out;
}

/// Ends of the cells, ascending, from 0 to the end.
std::vector<double> gridOf(const Tail &tail, double present, int cells) {
  const double end = tail.end.count(), start = startOf(tail, present);
  const double decades = std::log10(end / start);
  const int count = std::max(8, static_cast<int>(units::up(cells * decades / 9)));
  std::vector<double> grid = {0.0};
  grid.reserve(static_cast<std::size_t>(count) + tail.breaks.size() + tail.jumps.size() + 2);
  const double ratio = std::pow(end / start, 1.0 / count);
  for (double at = start; static_cast<int>(grid.size()) <= count; at *= ratio)
    grid.push_back(at);
  grid.push_back(end);
  for (const auto *more : {&tail.breaks, &tail.jumps})
    for (const double at : *more)
      if (at > 0 && at < end)
        grid.push_back(at);
  std::sort(grid.begin(), grid.end());
  return apart(grid, tail.jumps);
}

/// x of the exponential of rate x / length that has its mean at that share of the length, below a
/// half, when it is cut there: f(x) = 1 / x − 1 / (eˣ − 1) = share. As f falls and is convex,
/// Newton stays above it from the first step on and comes nearer with each.
double steepness(double share) {
  double x = share < 0.25 ? 1 / share : 12 * (0.5 - share); // f is 1 / x far out, 1/2 − x / 12 near
  for (int step = 0; step < 40; ++step) {
    const double more = 1 / std::expm1(x); // 1 / (eˣ − 1), whose slope is −more (1 + more)
    const double next = x + (1 / x - more - share) / (1 / (x * x) - more * (1 + more));
    if (std::abs(next - x) <= 1e-12 * x)
      return next;
    x = next;
  }
  return x;
}

/// The cut exponential from `from` to `to` with that mean, where it falls; else the even time of
/// that mean and variance.
Part pieceOf(const Cumulants &is, double mass, double from, double to) {
  const double half = std::sqrt(3 * std::max(0.0, is.variance));
  if (half <= 1e-9 * is.mean)
    return fittedPart(is, mass);
  const double share = (is.mean - from) / (to - from);
  if (!(share > 1e-3 && share < 0.499))
    return {Part::Form::uniform, mass, is.mean - half, half, half / std::sqrt(3.0)};
  const double mean = (to - from) / steepness(share);
  return Part{Part::Form::erlang, mass, from, mean, mean}.upTo(to);
}

/// Cuts the tail into pieces as it is walked through.
class Walk {
public:
  Walk(const Tail &tail, const Closeness &closeness)
      : tail_(tail), present_(tail.above(Duration(0))), before_(present_) {
    if (present_ < 1 - 1e-12)
      parts_.push_back({Part::Form::point, 1 - present_, 0.0, 0.0, 0.0});
    if (present_ <= 0)
      return;
    std::sort(tail_.jumps.begin(), tail_.jumps.end());
    const std::vector<double> grid = gridOf(tail_, present_, closeness.cells);
    for (std::size_t i = 1; i < grid.size(); ++i)
      pass(grid[i - 1], grid[i]);
    close(tail_.end.count(), 0.0, true);
  }

  std::vector<Part> parts() && { return std::move(parts_); }

private:
  void pass(double from, double to) {
    const double half = (to - from) / 2;
    double above = 0.0;
    for (const double side : {-1.0, 1.0}) {
      const double t = from + half * (1 + side / std::sqrt(3.0));
      above = tail_.above(Duration(t));
      inside_.first += half * above;
      inside_.second += half * 2 * t * above;
      inside_.third += half * 3 * t * t * above;
    }
    if (std::binary_search(tail_.jumps.begin(), tail_.jumps.end(), to))
      jump(to);
    else if (next_ < cuts.size() && isBelowCut(above))
      cutAt(to);
  }

  /// Where a tail stays level at a cut, rounding must not say on which side it is.
  bool isBelowCut(double above) const { return units::isAtMost(above, present_ * cuts[next_]); }

  void cutAt(double at) {
    const double above = tail_.above(Duration(at));
    close(at, above, false);
    while (next_ < cuts.size() && isBelowCut(above))
      ++next_;
  }

  void jump(double at) {
    const double above = tail_.above(Duration(std::nextafter(at, 0.0)));
    const double after = tail_.above(Duration(at));
    if (above - after <= negligible)
      return;
    close(at, above, false);
    parts_.push_back({Part::Form::point, before_ - after, 0.0, at, 0.0});
    begin(at, after);
  }

  /// Ends the piece at hand where the tail is `above`; one that holds nothing goes on.
  void close(double at, double above, bool isLast) {
    const double mass = before_ - above;
    if (mass <= negligible && !(isLast && parts_.empty()))
      return;
    const auto power = [](double x, int n) { return std::pow(x, n); };
    const Moments moments{mass, inside_.first + from_ * before_ - at * above,
                          inside_.second + power(from_, 2) * before_ - power(at, 2) * above,
                          inside_.third + power(from_, 3) * before_ - power(at, 3) * above};
    parts_.push_back(isLast ? fittedPart(cumulantsOf(moments), mass)
                            : pieceOf(cumulantsOf(moments), mass, from_, at));
    begin(at, above);
  }

  /// The next piece.
  void begin(double at, double above) {
    inside_ = {};
    from_ = at;
    before_ = above;
  }

  Tail tail_;
  double present_, before_; ///< the tail at 0, and where the piece at hand begins
  double from_ = 0.0;       ///< where that is
  Moments inside_;          ///< integrals of the tail since then
  std::size_t next_ = 0;    ///< of `cuts`
  std::vector<Part> parts_;
};

} // namespace

void follow(const Distribution &time, Duration by, Tail &tail) {
  constexpr double narrow = 0.08; // deviation over mean below which the grid is too wide
  for (const Part &part : time.parts()) {
    const double shift = part.shift + by.count();
    if (part.form == Part::Form::point) {
      tail.jumps.push_back(shift + part.mean);
      continue;
    }
    tail.breaks.push_back(shift);
    if (part.isCut())
      tail.breaks.push_back(shift + part.below);
    if (part.form == Part::Form::uniform)
      tail.breaks.push_back(shift + 2 * part.mean);
    else if (part.deviation < narrow * (shift + part.mean))
      for (int step = -4; step <= 4; ++step)
        tail.breaks.push_back(shift + part.mean + step * part.deviation);
  }
}

Distribution integrated(const Tail &tail, const Closeness &closeness) {
  if (tail.end.count() == 0.0)
    return Distribution::deterministic(Duration(0));
  return Distribution::of(Walk(tail, closeness).parts());
}

} // namespace loadline::latency
