#include "planner/solve/bursts.h"

#include <array>
#include <cmath>

namespace loadline::solve {

namespace {

struct Phase {
  double chance, rate;
};
using Phases = std::array<Phase, 2>;
using Shares = std::array<double, 2>; ///< P(n inside, in the phase), in proportion

/// Of balanced means: each of the two takes half of the time.
Phases phasesOf(double rate, double variability) {
  const double often = 0.5 * (1 + std::sqrt((variability - 1) / (variability + 1)));
  return {{{often, 2 * often * rate}, {1 - often, 2 * (1 - often) * rate}}};
}

/// The shares of one number inside. Whoever comes in on top of it leaves it by a completion, after
/// which the phase is drawn anew: so it needs not be known what is above.
///   into   flow from below, into each phase
///   comes  arrivals, per second
Shares sharesAt(const Phases &phases, const Shares &into, double comes) {
  double stays = 0, ends = 0;
  for (std::size_t i = 0; i < into.size(); ++i) {
    const double leaves = comes + phases[i].rate;
    stays += into[i] / leaves;
    ends += phases[i].chance * phases[i].rate / leaves;
  }
  Shares out{};
  for (std::size_t i = 0; i < into.size(); ++i)
    out[i] = (into[i] + comes * phases[i].chance * stays / ends) / (comes + phases[i].rate);
  return out;
}

/// Sums over all who wait, in proportion.
struct Waits {
  double all = 0, mean = 0, square = 0;

  void add(double weight, double mean_, double variance) {
    all += weight;
    mean += weight * mean_;
    square += weight * (mean_ * mean_ + variance);
  }
};

} // namespace

Bursts burstsOf(const std::vector<double> &alone, std::size_t workers,
                const std::vector<double> &arrivals, double variability) {
  Bursts out{alone};
  const std::size_t most = arrivals.size();
  if (alone.size() < workers || most < workers)
    return out;
  const double each = 1 / alone.back();
  const Phases phases = phasesOf(alone.back(), variability);
  Shares into{phases[0].chance, phases[1].chance};
  Waits waits;
  for (std::size_t n = workers; n <= most; ++n) {
    const double comes = n < most ? arrivals[n] : 0;
    const Shares at = sharesAt(phases, into, comes);
    const double sum = at[0] + at[1];
    if (!(sum > 0))
      break;
    out.rates.resize(n);
    out.rates.back() = (at[0] * phases[0].rate + at[1] * phases[1].rate) / sum;
    const double ahead = static_cast<double>(n - workers) * each; // who waits already
    for (std::size_t i = 0; i < at.size(); ++i) {
      const double rest = 1 / phases[i].rate;
      into[i] = comes * at[i];
      waits.add(into[i], rest + ahead, rest * rest + ahead * each * variability);
    }
    constexpr double large = 1e200;
    if (sum > large) { // only ratios matter
      for (double *figure : {&into[0], &into[1], &waits.all, &waits.mean, &waits.square})
        *figure /= large;
    }
  }
  if (waits.mean > 0)
    out.waitSquare = waits.square * waits.all / (waits.mean * waits.mean);
  return out;
}

} // namespace loadline::solve
