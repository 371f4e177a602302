#pragma once

#include "planner/units/quantity.h"

#include <cmath>

// One smooth piece of a distribution: a shifted shape whose moments, distribution function and
// truncations have closed forms.

namespace loadline::latency {

using units::Duration;

/// First three cumulants of a time: mean in s, variance in s², third central moment in s³.
struct Cumulants {
  double mean = 0.0, variance = 0.0, third = 0.0;

  friend Cumulants operator+(const Cumulants &a, const Cumulants &b) {
    return {a.mean + b.mean, a.variance + b.variance, a.third + b.third};
  }
  friend Cumulants operator*(double count, const Cumulants &each) {
    return {count * each.mean, count * each.variance, count * each.third};
  }
};

/// Mass and raw moments of the part of a time that lies at or below a limit.
struct Moments {
  double mass = 0.0, first = 0.0, second = 0.0, third = 0.0;

  friend Moments operator+(const Moments &a, const Moments &b) {
    return {a.mass + b.mass, a.first + b.first, a.second + b.second, a.third + b.third};
  }
  friend Moments operator-(const Moments &a, const Moments &b) {
    return {a.mass - b.mass, a.first - b.first, a.second - b.second, a.third - b.third};
  }
  friend Moments operator*(double weight, const Moments &a) {
    return {weight * a.mass, weight * a.first, weight * a.second, weight * a.third};
  }
};

/// The cumulants of what has these moments, its mass taken as all; mass > 0.
Cumulants cumulantsOf(const Moments &moments);

/// The moments of a mass of 1 with these cumulants.
Moments momentsOf(const Cumulants &cumulants);

/// The time `shift` + Y, with Y >= 0 of the shape named, given that Y <= `below`. Plain data; what
/// a cut costs to work out is kept beside it.
struct Part {
  enum class Form { point, erlang, lognormal, uniform };

  Form form = Form::point;
  double weight = 1.0;    ///< share of the distribution that it is a piece of
  double shift = 0.0;     ///< in s; below 0 only where three moments ask for it
  double mean = 0.0;      ///< of Y before it is cut, in s
  double deviation = 0.0; ///< of Y before it is cut, in s; of a uniform on [0, 2 mean] mean / √3
  int stages = 1;         ///< of an Erlang
  double below = HUGE_VAL;
  double kept = 1.0; ///< P(Y <= below)
  Cumulants ofCut{}; ///< of Y given that, where it is cut

  /// Of the whole, cut and shifted, in s.
  double average() const;
  Cumulants cumulants() const;
  /// P(X <= time), of the part alone.
  double cdf(double time) const;
  /// Of the part alone; its mass is the share of it that lies there.
  Moments momentsUpTo(double limit) const;
  Moments moments() const;
  bool isCut() const { return below != HUGE_VAL; }

  /// The part given that it is no more than `time`, with the same weight; some of it must be.
  Part upTo(double time) const;
  /// The part of `factor` times as long a time; factor > 0.
  Part scaled(double factor) const;
};

/// The shifted log-normal of these cumulants; a point where there is no variance. A log-normal has
/// a skewness above 0: one below 0.01 is taken as that, which is all but normal.
Part fittedPart(const Cumulants &cumulants, double weight = 1.0);

} // namespace loadline::latency
