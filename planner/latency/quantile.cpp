#include "planner/latency/quantile.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace loadline::latency {

namespace {

constexpr double sure = 6.5; // deviations of a normal: beyond lies less than 1e-10

/// The standard normal's distribution function from −sure to sure, within 1e-10: a cubic between
/// points that have its value and slope, which costs a fraction of what each of them does.
class NormalShares {
public:
  NormalShares() {
    for (int i = 0; i <= cells; ++i) {
      const double z = i * width - sure;
      points_[static_cast<std::size_t>(i)] = {0.5 * std::erfc(-z * M_SQRT1_2),
                                              width * M_2_SQRTPI * M_SQRT1_2 / 2 *
                                                  std::exp(-z * z / 2)};
    }
  }
  double at(double z) const {
    const double cell = std::clamp((z + sure) / width, 0.0, cells - 1e-9);
    const auto i = static_cast<std::size_t>(cell);
    const double t = cell - static_cast<double>(i);
    const Point &a = points_[i], &b = points_[i + 1];
    const double rise = b.value - a.value;
    return a.value + t * (a.slope + t * (3 * rise - 2 * a.slope - b.slope +
                                         t * (a.slope + b.slope - 2 * rise)));
  }

private:
  static constexpr int cells = 832;
  static constexpr double width = 2 * sure / cells; // 1/64
  struct Point {
    double value, slope; ///< the slope per cell
  };
  std::array<Point, cells + 1> points_;
};

double normalShare(double z) {
  static const NormalShares shares;
  return shares.at(z);
}

} // namespace

double normalQuantile(double p) {
  if (p == 0.99) // what every service is asked for
    return normal99;
  if (p == 0.95)
    return 1.6448536269514722;
  const auto cdf = [](double x) { return 0.5 * std::erfc(-(x - 40) / std::sqrt(2.0)); };
  return p == 0.5 ? 0.0 : inverted(cdf, p, 80.0) - 40;
}

Cdf::Cdf(const std::vector<Part> &parts) {
  for (const Part &part : parts) {
    if (part.form == Part::Form::erlang && part.stages == 1) {
      falling_.push_back(
          {part.weight, part.shift, 1 / part.mean, part.weight / part.kept, part.below});
      continue;
    }
    if (part.form != Part::Form::lognormal) {
      others_.push_back(part);
      continue;
    }
    const double cv = part.deviation / part.mean;
    const double s = std::sqrt(std::log1p(cv * cv));
    const double median = part.mean * std::exp(-s * s / 2), reach = std::exp(sure * s);
    smooth_.push_back({part.weight, part.shift, 1 / s, -std::log(median) / s,
                       part.weight / part.kept, median / reach,
                       std::min(median * reach, part.below)});
  }
}

double Cdf::operator()(double x) const {
  double below = 0.0;
  for (const Smooth &part : smooth_) {
    const double y = x - part.shift;
    if (y >= part.end)
      below += part.weight;
    else if (y > part.from)
      below += part.perKept * normalShare(std::log(y) * part.perDeviation + part.offset);
  }
  for (const Falling &part : falling_) {
    const double y = x - part.shift;
    if (y >= part.below)
      below += part.weight;
    else if (y > 0)
      below -= part.perKept * std::expm1(-y * part.rate);
  }
  for (const Part &part : others_)
    below += part.weight * part.cdf(x);
  return below;
}

std::optional<LogNormals> LogNormals::of(const std::vector<Part> &parts) {
  const auto isWhole = [](const Part &part) {
    return part.form == Part::Form::lognormal && !part.isCut();
  };
  if (!std::all_of(parts.begin(), parts.end(), isWhole))
    return std::nullopt;
  return LogNormals(parts);
}

LogNormals::LogNormals(const std::vector<Part> &parts) {
  terms_.reserve(parts.size());
  Moments all;
  for (const Part &part : parts) {
    const double cv2 = part.deviation / part.mean * (part.deviation / part.mean);
    const double s = std::sqrt(std::log1p(cv2));
    terms_.push_back({part.weight, part.shift, 1 / s, s / 2 - std::log(part.mean) / s});
    sure_ += part.weight;
    all = all + part.weight * part.moments();
  }
  like_ = fittedPart(cumulantsOf(all));
  const double cv = like_.deviation / like_.mean;
  likeDeviation_ = std::sqrt(std::log1p(cv * cv));
}

double LogNormals::nearly(double p) const {
  const double s = likeDeviation_;
  return like_.shift + like_.mean * std::exp(s * normalQuantile(p) - s * s / 2);
}

LogNormals::Tail LogNormals::at(double x) const {
  Tail out;
  for (const Term &term : terms_) {
    const double y = x - term.shift;
    if (y <= 0) {
      out.above += term.weight;
      continue;
    }
    const double z = std::log(y) * term.perDeviation + term.offset;
    out.above += term.weight * 0.5 * std::erfc(z * M_SQRT1_2);
    out.density += term.weight * term.perDeviation / y * std::exp(-z * z / 2);
  }
  constexpr double perRoot = M_2_SQRTPI * M_SQRT1_2 / 2; // 1 / √(2π)
  return {out.above / sure_, out.density * perRoot / sure_};
}

/// Newton on the logarithm of the tail, which is nearly straight; kept inside a bracket.
std::optional<double> LogNormals::quantile(double p) const {
  double low = 0.0, high = HUGE_VAL, x = nearly(p);
  if (p < 0.5 || !(x > 0))
    return std::nullopt;
  const double goal = std::log(1 - p);
  constexpr int mostSteps = 60;
  constexpr double near = 1e-6; // of x: what a step leaves is about the square of its length
  for (int step = 0; step < mostSteps; ++step) {
    const auto [above, density] = at(x);
    const double off = std::log(above) - goal;
    (off > 0 ? low : high) = x;
    double next = x + off * above / density;
    if (std::abs(next - x) <= near * x) // before the bracket is asked, an end of which x is
      return next;
    if (!(next > low && next < high))
      next = high < HUGE_VAL ? low + (high - low) / 2 : 2 * x;
    x = next;
  }
  return std::nullopt;
}

} // namespace loadline::latency
