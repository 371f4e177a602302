#include "planner/latency/quantile.h"

#include <algorithm>

namespace loadline::latency {

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
    if (part.form != Part::Form::lognormal || part.isCut()) {
      others_.push_back(part);
      continue;
    }
    const double cv = part.deviation / part.mean;
    const double s = std::sqrt(std::log1p(cv * cv));
    smooth_.push_back({part.weight, part.shift, 1 / s, s / 2 - std::log(part.mean) / s});
  }
}

double Cdf::operator()(double x) const {
  constexpr double sure = 8; // deviations: beyond, a normal is certain to the last digit
  double below = 0.0;
  for (const Smooth &part : smooth_) {
    const double y = x - part.shift;
    const double z = y > 0 ? std::log(y) * part.perDeviation + part.offset : -sure;
    if (z > -sure)
      below += z < sure ? part.weight * 0.5 * std::erfc(-z * M_SQRT1_2) : part.weight;
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
    if (!(next > low && next < high))
      next = high < HUGE_VAL ? low + (high - low) / 2 : 2 * x;
    if (std::abs(next - x) <= near * x)
      return next;
    x = next;
  }
  return std::nullopt;
}

} // namespace loadline::latency
