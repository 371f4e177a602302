#pragma once

#include "planner/latency/part.h"

#include <cmath>
#include <optional>
#include <utility>
#include <vector>

// Distribution functions, turned round.

namespace loadline::latency {

constexpr double normal99 = 2.3263478740408408; // the 99 % quantile of the standard normal

/// The quantile of the standard normal.
double normalQuantile(double p);

/// A mixture of whole log-normals, with what its tail needs worked out once.
class LogNormals {
public:
  /// Nothing where some part is of another form, or cut.
  static std::optional<LogNormals> of(const std::vector<Part> &parts);
  /// For p >= 0.5; nothing where the search finds no end.
  std::optional<double> quantile(double p) const;

private:
  explicit LogNormals(const std::vector<Part> &parts);

  struct Term {
    double weight, shift, perDeviation, offset;
  };
  /// P(X > x) and the density at x.
  struct Tail {
    double above = 0.0, density = 0.0;
  };
  Tail at(double x) const;
  /// The quantile of the one log-normal that has the first three moments of the mixture.
  double nearly(double p) const;

  std::vector<Term> terms_;
  double sure_ = 0.0;
  Part like_;
  double likeDeviation_ = 0.0; ///< of its logarithm
};

/// P(X <= x) of a time that is asked for often: what log-normals need is worked out once.
class Cdf {
public:
  explicit Cdf(const std::vector<Part> &parts);
  double operator()(double x) const;

private:
  /// A log-normal, cut or whole: none of it is up to `from` after its shift, all of it from `end`.
  struct Smooth {
    double weight, shift, perDeviation, offset, perKept, from, end;
  };
  /// An exponential, cut `below` after its shift.
  struct Falling {
    double weight, shift, rate, perKept, below;
  };
  std::vector<Smooth> smooth_;
  std::vector<Falling> falling_;
  std::vector<Part> others_;
};

/// The least x in [0, high] with cdf(x) >= p, `high` doubled until it is enough: the chord's root
/// where that shrinks the bracket (Illinois rule), its middle where it does not, as at a jump.
/// Where cdf is flat at p, as between two certain times, it is where that begins and no time in
/// between, which never happens. Infinite where cdf never comes to p.
template <class Function>
double inverted(Function cdf, double p, double high) {
  double low = 0.0, below = -p, above = cdf(high) - p;
  while (above < 0 && std::isfinite(high)) {
    below = above;
    low = std::exchange(high, 2 * high);
    above = cdf(high) - p;
  }
  for (int step = 0; step < 200 && high - low > 1e-15 * high; ++step) {
    const bool isChord = step % 3 != 2 && below < 0 && above > 0;
    double at = isChord ? low - below * (high - low) / (above - below) : low + (high - low) / 2;
    if (!(at > low && at < high))
      at = low + (high - low) / 2;
    if (at <= low || at >= high)
      break; // neighbours
    const double found = cdf(at) - p;
    if (found < 0) {
      low = at;
      below = found;
      above = isChord ? above / 2 : above;
    } else {
      high = at;
      above = found;
      below = isChord ? below / 2 : below;
    }
    const bool isFlat = found == 0 && cdf(at * (1 - 1e-12)) >= p;
    if ((found == 0 && !isFlat) || high - low < 1e-14 * high)
      break;
  }
  return high;
}

} // namespace loadline::latency
