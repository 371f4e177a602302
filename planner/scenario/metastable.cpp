#include "planner/scenario/metastable.h"

#include <algorithm>
#include <cmath>

namespace loadline::scenario {

namespace {

/// A queue without limit.
double failureUnbounded(const RetriedStation &is, double offered) {
  const double room = is.capacity.count() - offered;
  return room > 0 ? std::exp(-room * is.timeout.count()) : 1.0;
}

/// P(Erlang(n + 1, μ) > T) for n = 0, 1, …: that of n others inside no more than can be in time.
/// Above some hundred phases by the normal distribution, where the first term would be below any
/// double.
class LateBehind {
public:
  explicit LateBehind(double phases) : phases_(phases), term_(std::exp(-phases)) {}

  double next() {
    constexpr double manyPhases = 500;
    const double n = count_++;
    if (phases_ > manyPhases)
      return std::erfc((phases_ - n - 1) / std::sqrt(2 * phases_)) / 2;
    sum_ += term_;
    term_ *= phases_ / (n + 1);
    return std::min(sum_, 1.0);
  }

private:
  double phases_, term_, sum_ = 0, count_ = 0;
};

/// π(n) ~ ρⁿ for n = 0 … K; who finds n < K inside is done after n + 1 exponential phases.
double failureBounded(const RetriedStation &is, double offered) {
  const double load = offered / is.capacity.count();
  const double phases = (is.capacity * is.timeout).count();
  constexpr double mostPhases = 5000; // beyond, what is random is small against what is late
  if (phases > mostPhases)
    return is.places->count() > phases ? failureUnbounded(is, offered)
                                       : std::max(0.0, 1 - 1 / load);
  // Places from which nobody is in time add nothing but the same.
  const double last = std::min(is.places->count(), 4 * phases + 1000);
  LateBehind late(phases);
  double weight = 1, all = 0, failed = 0;
  for (double n = 0; n <= last; ++n) {
    all += weight;
    failed += weight * (n < last ? late.next() : 1.0);
    weight *= load;
    if (all > 1e100) { // only ratios matter
      weight /= all;
      failed /= all;
      all = 1;
    }
  }
  return failed / all;
}

/// Work v found on arrival has an atom 1 at 0 and the density λ e^{(λ − μ) v} up to T; one is in
/// time when v and its own exponential work are below T.
double failureCancelled(const RetriedStation &is, double offered) {
  const double mu = is.capacity.count(), timeout = is.timeout.count(),
               growth = (offered - mu) * timeout;
  // Simpson, fine enough for the layer before T; scaled by e^{−max(growth, 0)} against overflow.
  const int pieces =
      2 * static_cast<int>(std::clamp(2 * std::max(mu, offered) * timeout, 1000.0, 5000.0));
  const double scale = std::max(growth, 0.0), width = timeout / pieces;
  double all = 0, good = 0;
  for (int i = 0; i <= pieces; ++i) {
    const double v = i * width;
    const double weight = (i == 0 || i == pieces ? 1 : i % 2 == 1 ? 4 : 2) * width / 3;
    const double density = offered * std::exp((offered - mu) * v - scale);
    all += weight * density;
    good += weight * density * -std::expm1(-mu * (timeout - v));
  }
  const double atom = std::exp(-scale);
  return 1 - (good + atom * -std::expm1(-mu * timeout)) / (all + atom);
}

double beyond(const RetriedStation &is, double offered) {
  return offeredWith(is, failureAt(is, Rate(offered))).count() - offered;
}

double mostOffered(const RetriedStation &is) {
  return offeredWith(is, Ratio(1)).count();
}

} // namespace

Ratio failureAt(const RetriedStation &station, Rate offered) {
  if (station.isCancelled)
    return Ratio(std::clamp(failureCancelled(station, offered.count()), 0.0, 1.0));
  return Ratio(station.places ? failureBounded(station, offered.count())
                              : failureUnbounded(station, offered.count()));
}

Rate offeredWith(const RetriedStation &station, Ratio failure) {
  const double p = failure.count(), attempts = station.retries + 1;
  const double all = p < 1 ? (1 - std::pow(p, attempts)) / (1 - p) : attempts;
  return station.first * (station.budget ? std::min(all, 1 + station.budget->count()) : all);
}

std::vector<Rate> fixedPoints(const RetriedStation &station) {
  constexpr int steps = 2000;
  const double low = station.first.count(), high = mostOffered(station);
  std::vector<Rate> out;
  double at = low, was = beyond(station, low);
  if (was <= 0)
    out.push_back(station.first); // nothing fails to speak of
  for (int i = 1; i <= steps; ++i) {
    const double next = low + (high - low) * i / steps, is = beyond(station, next);
    if ((was > 0) != (is > 0)) {
      double a = at, b = next;
      for (int halving = 0; halving < 60; ++halving) {
        const double middle = (a + b) / 2;
        ((beyond(station, middle) > 0) == (was > 0) ? a : b) = middle;
      }
      out.push_back(Rate((a + b) / 2));
    }
    at = next;
    was = is;
  }
  // Where all fail at the largest rate, that is a state too: the function touches zero there.
  if (high > low && (out.empty() || out.back().count() < high * (1 - 1e-6)) &&
      failureAt(station, Rate(high)).count() > 1 - 1e-9)
    out.push_back(Rate(high));
  return out;
}

bool isMetastable(const RetriedStation &station) {
  return fixedPoints(station).size() > 1;
}

std::optional<Ratio> budgetThatHelps(const RetriedStation &station) {
  RetriedStation tried = station;
  const auto helps = [&](double budget) {
    tried.budget = Ratio(budget);
    return !isMetastable(tried);
  };
  double low = 0, high = station.retries;
  if (!helps(0))
    return std::nullopt;
  for (int i = 0; i < 30; ++i) {
    const double middle = (low + high) / 2;
    (helps(middle) ? low : high) = middle;
  }
  return Ratio(low);
}

std::optional<Concurrency> placesThatHelp(const RetriedStation &station) {
  RetriedStation tried = station;
  tried.isCancelled = false;
  const auto helps = [&](double places) {
    tried.places = Concurrency(places);
    return !isMetastable(tried);
  };
  double low = 1, high = std::max(2.0, std::ceil(2 * (station.capacity * station.timeout).count()));
  if (!helps(low))
    return std::nullopt;
  while (high - low > 1) {
    const double middle = std::floor((low + high) / 2);
    (helps(middle) ? low : high) = middle;
  }
  return Concurrency(low);
}

} // namespace loadline::scenario
