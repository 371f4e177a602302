#pragma once

#include "planner/latency/part.h"

#include <optional>
#include <utility>
#include <vector>

namespace loadline::latency {

class Cdf;

/// The three quantiles that a review asks for.
struct Percentiles {
  Duration p50, p95, p99;
};

/// A non-negative random time, as a value: a mixture of a few smooth parts
/// (planner/latency/part.h). Of some only the mean is known; then spread, cdf and quantiles are
/// not, and nothing is guessed.
///
/// Mixtures, shifts and truncations are exact. Where parts are added, each pair becomes the shifted
/// log-normal of its mean, variance and skewness, so those three stay exact and the shape is near.
/// Of services drawn at random half have p50, p95 and p99 within 1 % of draws, nine in ten within
/// 4 %, all within 12 % (tests/planner/latency/random_compositions_test.cpp); within 10 % where a
/// part is steeper than twice its mean (tests/planner/latency/representation_test.cpp). Where a
/// mixture would hold more parts than `mostParts`, those nearest to each other become one in the
/// same way.
class Distribution {
public:
  static constexpr std::size_t mostParts = 8;

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
  /// The one that has these quantiles and is even between them, from 0 on; above the last share it
  /// goes on as the exponential tail through the last two. Shares and times go up, not empty.
  static Distribution measured(const std::vector<std::pair<double, Duration>> &points);
  /// One of them by chance, with its share; the shares add up to 1.
  static Distribution mixture(const std::vector<std::pair<double, Distribution>> &choices);
  /// X with that chance, 0 otherwise.
  Distribution sometimes(double share) const;
  /// Of parts whose weights add up to 1, no more than `mostParts` of which are kept apart.
  static Distribution of(std::vector<Part> parts);
  /// The shifted log-normal of these cumulants.
  static Distribution fitted(const Cumulants &cumulants);

  Duration mean() const { return mean_; }
  /// Standard deviation.
  std::optional<Duration> deviation() const;
  bool isSpreadKnown() const { return !parts_.empty(); }
  /// Preconditions of all that follows, but `scaled`: the spread is known.
  Cumulants cumulants() const;
  Moments moments() const;
  /// Of the times up to the limit; its mass is their share.
  Moments momentsUpTo(Duration limit) const;
  /// The times up to the limit, as a distribution of their own; some mass must lie there.
  Distribution upTo(Duration limit) const;
  const std::vector<Part> &parts() const { return parts_; }

  /// P(X <= time).
  double cdf(Duration time) const;
  /// The least time with cdf(time) >= p, for 0 < p < 1; nothing where the spread is unknown.
  std::optional<Duration> quantile(double p) const;
  std::optional<Percentiles> percentiles() const;

  /// The distribution of factor * X, factor >= 0.
  Distribution scaled(double factor) const;
  Distribution later(Duration by) const;

  /// X is a certain time.
  bool isCertain() const { return parts_.size() == 1 && parts_[0].form == Part::Form::point; }

private:
  Distribution(Duration mean, std::vector<Part> parts) : mean_(mean), parts_(std::move(parts)) {}
  static Distribution ofFew(std::vector<Part> parts); ///< no more than `mostParts`
  friend Distribution operator+(const Distribution &a, const Distribution &b);
  Duration searched(const Cdf &cdf, double p) const;

  Duration mean_;
  std::vector<Part> parts_; ///< empty where only the mean is known
};

/// The distribution of a + b, taken as independent; a mean alone where one spread is unknown.
Distribution operator+(const Distribution &a, const Distribution &b);

} // namespace loadline::latency
