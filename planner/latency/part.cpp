#include "planner/latency/part.h"

#include <algorithm>
#include <cmath>

namespace loadline::latency {

namespace {

double normalCdf(double x) {
  return 0.5 * std::erfc(-x / std::sqrt(2.0));
}

/// 1 − e^−x Σ xⁱ / i! for i < stages, each term from its neighbour; started at the mode in
/// logarithms, so that many stages stay finite.
double erlangCdf(double x, int stages) {
  if (x <= 0)
    return 0.0;
  if (stages == 1)
    return -std::expm1(-x);
  double tail = 0.0;
  for (int i = 0; i < stages; ++i)
    tail += std::exp(i * std::log(x) - x - std::lgamma(i + 1.0));
  return std::max(0.0, 1.0 - tail);
}

/// Standard deviation of ln Y.
double logDeviation(const Part &part) {
  const double cv = part.deviation / part.mean;
  return std::sqrt(std::log1p(cv * cv));
}

/// P(Y <= y), before it is cut.
double shareUpTo(const Part &part, double y) {
  switch (part.form) {
  case Part::Form::erlang:
    return erlangCdf(part.stages * (y / part.mean), part.stages);
  case Part::Form::lognormal: {
    const double s = logDeviation(part);
    return y <= 0 ? 0.0 : normalCdf(std::log(y / part.mean) / s + s / 2);
  }
  case Part::Form::uniform:
    return std::clamp(y / (2 * part.mean), 0.0, 1.0);
  case Part::Form::point:
    return y >= part.mean ? 1.0 : 0.0;
  }
  return 0.0;
}

/// Of Y alone, before it is cut, from 0 to `limit` >= 0.
Moments unshifted(const Part &part, double limit) {
  switch (part.form) {
  case Part::Form::erlang: { // E[Yᵏ; Y <= t] is E[Yᵏ] of the Erlang with k more stages
    const double step = part.mean / part.stages;
    const double n = part.stages;
    const auto upTo = [&](int more) { return erlangCdf(limit / step, part.stages + more); };
    return {upTo(0), step * n * upTo(1), step * step * n * (n + 1) * upTo(2),
            step * step * step * n * (n + 1) * (n + 2) * upTo(3)};
  }
  case Part::Form::lognormal: { // E[Yᵏ; Y <= t] = E[Yᵏ] Φ(z − k s)
    const double s = logDeviation(part);
    const double z = limit > 0 ? std::log(limit / part.mean) / s + s / 2 : -HUGE_VAL;
    const double w = std::exp(s * s);
    const double m = part.mean;
    return {normalCdf(z), m * normalCdf(z - s), m * m * w * normalCdf(z - 2 * s),
            m * m * m * w * w * w * normalCdf(z - 3 * s)};
  }
  case Part::Form::uniform: {
    const double end = 2 * part.mean;
    const double t = std::min(limit, end);
    return {t / end, t * t / 2 / end, t * t * t / 3 / end, t * t * t * t / 4 / end};
  }
  case Part::Form::point:
    return {1.0, part.mean, part.mean * part.mean, part.mean * part.mean * part.mean};
  }
  return {};
}

/// Moments of a + Y.
Moments shifted(const Moments &y, double a) {
  return {y.mass, y.first + a * y.mass, y.second + 2 * a * y.first + a * a * y.mass,
          y.third + 3 * a * y.second + 3 * a * a * y.first + a * a * a * y.mass};
}

/// w = exp(s²) of the log-normal with that skewness g > 0: (w + 2) √(w − 1) = g.
double spreadOfSkewness(double g) {
  const double half = g * g / 2;
  const double root = g * std::sqrt(1 + g * g / 4);
  const double big = std::cbrt(1 + half + root);
  return big + 1 / big - 1;
}

} // namespace

Cumulants cumulantsOf(const Moments &m) {
  const double mean = m.first / m.mass;
  const double second = m.second / m.mass;
  const double variance = second - mean * mean;
  const bool isNoise = variance <= 1e-12 * second; // what rounding leaves of a certain time
  return {mean, isNoise ? 0.0 : variance,
          isNoise ? 0.0 : m.third / m.mass - 3 * mean * variance - mean * mean * mean};
}

Moments momentsOf(const Cumulants &c) {
  return {1.0, c.mean, c.variance + c.mean * c.mean,
          c.third + 3 * c.mean * c.variance + c.mean * c.mean * c.mean};
}

double Part::average() const {
  return shift + (isCut() ? ofCut.mean : mean);
}

Cumulants Part::cumulants() const {
  if (isCut())
    return {shift + ofCut.mean, ofCut.variance, ofCut.third};
  const double variance = deviation * deviation;
  switch (form) {
  case Form::erlang:
    return {shift + mean, variance, 2 * mean * variance / stages};
  case Form::lognormal: {
    const double cv2 = variance / (mean * mean);
    return {shift + mean, variance, (cv2 + 3) * std::sqrt(cv2) * variance * deviation};
  }
  default:
    return {shift + mean, variance, 0.0};
  }
}

double Part::cdf(double time) const {
  return shareUpTo(*this, std::min(time - shift, below)) / kept;
}

Moments Part::momentsUpTo(double limit) const {
  if (form == Form::point ? limit < shift + mean : limit <= shift)
    return {};
  return 1 / kept * shifted(unshifted(*this, std::min(limit - shift, below)), shift);
}

Part Part::upTo(double time) const {
  Part out = *this;
  out.below = std::min(below, time - shift);
  const Moments left = unshifted(out, out.below);
  out.kept = left.mass;
  out.ofCut = cumulantsOf(left);
  return out;
}

Part Part::scaled(double factor) const {
  Part out = *this;
  for (double *length : {&out.shift, &out.mean, &out.deviation, &out.below, &out.ofCut.mean})
    *length *= factor;
  out.ofCut.variance *= factor * factor;
  out.ofCut.third *= factor * factor * factor;
  return out;
}

Moments Part::moments() const {
  return momentsOf(cumulants());
}

Part fittedPart(const Cumulants &c, double weight) {
  constexpr double least = 0.01; // of a skewness
  const double deviation = std::sqrt(std::max(0.0, c.variance));
  if (deviation <= 1e-9 * std::abs(c.mean))
    return {Part::Form::point, weight, 0.0, c.mean, 0.0};
  const double skewness = std::max(least, c.third / (deviation * deviation * deviation));
  const double mean = deviation / std::sqrt(spreadOfSkewness(skewness) - 1);
  return {Part::Form::lognormal, weight, c.mean - mean, mean, deviation};
}

} // namespace loadline::latency
