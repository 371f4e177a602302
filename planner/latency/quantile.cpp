#include "planner/latency/quantile.h"

#include <algorithm>

namespace loadline::latency {

namespace {

/// A mixture of log-normals, with what its tail needs worked out once.
class LogNormals {
public:
  explicit LogNormals(const std::vector<Part> &parts) {
    terms_.reserve(parts.size());
    for (const Part &part : parts) {
      const double cv2 = part.deviation / part.mean * (part.deviation / part.mean);
      const double s = std::sqrt(std::log1p(cv2));
      terms_.push_back({part.weight, part.shift, 1 / s, s / 2 - std::log(part.mean) / s});
      sure_ += part.weight;
      all_ = all_ + part.weight * part.moments();
    }
  }

  /// The quantile of the one log-normal that has the first three moments of the mixture.
  double nearly(double p) const {
    const Part like = fittedPart(cumulantsOf(all_));
    const double cv = like.deviation / like.mean, s = std::sqrt(std::log1p(cv * cv));
    return like.shift + like.mean * std::exp(s * normalQuantile(p) - s * s / 2);
  }

  struct Tail {
    double above = 0.0, density = 0.0;
  };
  /// P(X > x) and the density at x.
  Tail at(double x) const {
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

private:
  struct Term {
    double weight, shift, perDeviation, offset;
  };
  std::vector<Term> terms_;
  double sure_ = 0.0;
  Moments all_;
};

} // namespace

double normalQuantile(double p) {
  if (p == 0.99) // what every service is asked for
    return normal99;
  if (p == 0.95)
    return 1.6448536269514722;
  const auto cdf = [](double x) { return 0.5 * std::erfc(-(x - 40) / std::sqrt(2.0)); };
  return p == 0.5 ? 0.0 : inverted(cdf, p, 80.0) - 40;
}

/// Newton on the logarithm of the tail, which is nearly straight; kept inside a bracket.
std::optional<double> smoothQuantile(const std::vector<Part> &parts, double p) {
  const auto isWhole = [](const Part &part) {
    return part.form == Part::Form::lognormal && !part.isCut();
  };
  if (p < 0.5 || !std::all_of(parts.begin(), parts.end(), isWhole))
    return std::nullopt;
  const LogNormals mixture(parts);
  const double goal = std::log(1 - p);
  double low = 0.0, high = HUGE_VAL, x = mixture.nearly(p);
  if (!(x > 0))
    return std::nullopt;
  constexpr int mostSteps = 60;
  for (int step = 0; step < mostSteps; ++step) {
    const auto [above, density] = mixture.at(x);
    const double off = std::log(above) - goal;
    (off > 0 ? low : high) = x;
    double next = x + off * above / density;
    if (!(next > low && next < high))
      next = high < HUGE_VAL ? low + (high - low) / 2 : 2 * x;
    if (std::abs(next - x) <= 3e-8 * x) // what is left is its square
      return next;
    x = next;
  }
  return std::nullopt;
}

} // namespace loadline::latency
