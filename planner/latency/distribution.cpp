#include "planner/latency/distribution.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace loadline::latency {

namespace {

constexpr double normal99 = 2.3263478740408408; // the 99 % quantile of the standard normal

double normalCdf(double x) {
  return 0.5 * std::erfc(-x / std::sqrt(2.0));
}

/// The least x in [0, high] with cdf(x) >= p, `high` doubled until it is enough.
template <class Cdf>
double inverted(Cdf cdf, double p, double high) {
  double low = 0.0;
  while (cdf(high) < p)
    low = std::exchange(high, 2 * high);
  for (int halving = 0; halving < 200 && high - low > 1e-15 * high; ++halving) {
    const double middle = low + (high - low) / 2;
    (cdf(middle) < p ? low : high) = middle;
  }
  return high;
}

/// 1 - exp(-x) sum x^i / i! for i < stages, summed in logarithms so that many stages stay finite.
double erlangCdf(double x, int stages) {
  if (x <= 0)
    return 0.0;
  double tail = 0.0;
  for (int i = 0; i < stages; ++i)
    tail += std::exp(i * std::log(x) - x - std::lgamma(i + 1.0));
  return std::max(0.0, 1.0 - tail);
}

} // namespace

Distribution Distribution::meanOnly(Duration mean) {
  if (mean.count() == 0)
    return deterministic(mean); // a non-negative time of mean 0 is 0
  return {Form::meanOnly, mean, std::nullopt};
}

Distribution Distribution::deterministic(Duration value) {
  return {Form::deterministic, value, Duration(0)};
}

Distribution Distribution::exponential(Duration mean) {
  return erlang(mean, 1);
}

Distribution Distribution::erlang(Duration mean, int stages) {
  assert(stages >= 1);
  if (mean.count() == 0)
    return deterministic(mean);
  Distribution out(Form::erlang, mean, mean / std::sqrt(stages));
  out.stages_ = stages;
  return out;
}

Distribution Distribution::lognormal(Duration mean, Duration deviation) {
  if (mean.count() == 0 || deviation.count() == 0)
    return deterministic(mean);
  return {Form::lognormal, mean, deviation};
}

Distribution Distribution::lognormalOfP99(Duration mean, Duration p99) {
  // ln p99 = ln mean - s²/2 + z s, so s = z - sqrt(z² - 2 ln(p99 / mean))
  const double root = normal99 * normal99 - 2 * std::log(p99 / mean);
  const double s = normal99 - std::sqrt(std::max(0.0, root));
  return lognormal(mean, mean * std::sqrt(std::expm1(s * s)));
}

Distribution Distribution::lognormalOfMedian(Duration p50, Duration p99) {
  const double s = std::log(p99 / p50) / normal99;
  const Duration mean = p50 * std::exp(s * s / 2);
  return lognormal(mean, mean * std::sqrt(std::expm1(s * s)));
}

double Distribution::secondMoment() const {
  return mean_.count() * mean_.count() + deviation_->count() * deviation_->count();
}

/// Standard deviation of the logarithm of a log-normal.
double Distribution::logDeviation() const {
  const double cv = *deviation_ / mean_;
  return std::sqrt(std::log1p(cv * cv));
}

double Distribution::cdf(Duration time) const {
  assert(deviation_);
  switch (form_) {
  case Form::erlang:
    return erlangCdf(stages_ * (time / mean_), stages_);
  case Form::lognormal: {
    const double s = logDeviation();
    return time.count() <= 0 ? 0.0 : normalCdf(std::log(time / mean_) / s + s / 2);
  }
  default:
    return time >= mean_ ? 1.0 : 0.0;
  }
}

std::optional<Duration> Distribution::quantile(double p) const {
  assert(p > 0 && p < 1);
  switch (form_) {
  case Form::meanOnly:
    return std::nullopt;
  case Form::deterministic:
    return mean_;
  case Form::lognormal: {
    const double s = logDeviation();
    return mean_ * inverted([&](double x) { return normalCdf(std::log(x) / s + s / 2); }, p, 1.0);
  }
  default:
    if (stages_ == 1)
      return mean_ * -std::log1p(-p);
    return mean_ * inverted([&](double x) { return erlangCdf(stages_ * x, stages_); }, p, 1.0);
  }
}

Distribution Distribution::scaled(double factor) const {
  if (factor == 0)
    return deterministic(Duration(0));
  Distribution out = *this;
  out.mean_ *= factor;
  if (out.deviation_)
    *out.deviation_ *= factor;
  return out;
}

} // namespace loadline::latency
