#pragma once

#include "planner/units/quantity.h"

#include <optional>

namespace loadline::latency {

using units::Duration;

/// A non-negative random time, as a value. Of some only the mean is known; then spread, cdf and
/// quantiles are not, and nothing is guessed.
class Distribution {
public:
  static Distribution meanOnly(Duration mean);
  static Distribution deterministic(Duration value);
  static Distribution exponential(Duration mean);
  /// The sum of `stages` >= 1 exponentials of equal mean.
  static Distribution erlang(Duration mean, int stages);
  /// The log-normal of this mean and standard deviation; deterministic where the latter is 0.
  static Distribution lognormal(Duration mean, Duration deviation);
  /// The log-normal with this mean and 99 % quantile; mean <= p99 <= 14.96 mean. Of the two that
  /// there are, the one with the smaller spread.
  static Distribution lognormalOfP99(Duration mean, Duration p99);
  /// The log-normal with this median and 99 % quantile; 0 < p50 <= p99.
  static Distribution lognormalOfMedian(Duration p50, Duration p99);

  Duration mean() const { return mean_; }
  /// Standard deviation.
  std::optional<Duration> deviation() const { return deviation_; }
  /// E[X²] in s²; precondition: the spread is known.
  double secondMoment() const;

  /// P(X <= time); precondition: the spread is known.
  double cdf(Duration time) const;
  /// The least time with cdf(time) >= p, for 0 < p < 1.
  std::optional<Duration> quantile(double p) const;

  /// The distribution of factor * X, factor >= 0.
  Distribution scaled(double factor) const;

  /// X is a certain time.
  bool isCertain() const { return deviation_ && deviation_->count() == 0; }

private:
  enum class Form { meanOnly, deterministic, erlang, lognormal };
  Distribution(Form form, Duration mean, std::optional<Duration> deviation)
      : form_(form), mean_(mean), deviation_(deviation) {}

  double logDeviation() const;

  Form form_;
  Duration mean_;
  std::optional<Duration> deviation_;
  int stages_ = 1;
};

} // namespace loadline::latency
