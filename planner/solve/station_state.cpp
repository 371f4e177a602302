#include "planner/solve/station_state.h"

#include <algorithm>
#include <cmath>

namespace loadline::solve {

namespace {

double squared(double x) {
  return x * x;
}

/// All workers are busy for ever, and the queue grows without end.
void fill(const Station &station, StationState &state) {
  const std::size_t most = std::min(station.workers, state.rates.size());
  state.shares.assign(most + 1, 0.0);
  state.shares.back() = 1;
  state.inside = state.held = static_cast<double>(most);
  state.seen = state.inside;
  state.flow = state.plain.back();
  state.waits = 1;
  state.waited = HUGE_VAL;
}

} // namespace

double StationState::variabilityWith(double about) const {
  if (variabilities.empty())
    return variability;
  for (std::size_t i = 1; i < variabilities.size(); ++i) {
    const auto &[from, before] = variabilities[i - 1];
    const auto &[to, after] = variabilities[i];
    if (about < static_cast<double>(to)) {
      const double share = (about - static_cast<double>(from)) / static_cast<double>(to - from);
      return std::lerp(before, after, std::max(0.0, share));
    }
  }
  return variabilities.back().second;
}

Endings endingsOf(const std::vector<double> &seen, std::size_t workers) {
  double all = 0, first = 0, second = 0, third = 0;
  for (std::size_t n = workers; n < seen.size(); ++n) {
    const double endings = static_cast<double>(n - workers) + 1;
    all += seen[n];
    first += seen[n] * endings;
    second += seen[n] * endings * endings;
    third += seen[n] * endings * endings * endings;
  }
  if (all <= 0)
    return {};
  const double mean = first / all, square = second / all;
  return {mean, std::max(0.0, square - mean * mean),
          third / all - 3 * mean * square + 2 * mean * mean * mean};
}

latency::Cumulants StationState::waitFor(const Endings &is, double each) const {
  // A queue that keeps back who would make it longer spreads by what comes and what ends alike
  // [Iglehart1965]: these rates have both as Poisson, so its variance changes by (1 + v) / 2.
  const double restrained = std::clamp(inside - seen, 0.0, 1.0);
  const double noise = std::lerp(1.0, (1 + variability) / 2, restrained);
  const double v = variability;
  const latency::Cumulants numbers{is.mean, noise * is.variance, std::pow(noise, 1.5) * is.third};
  // So many times between endings, each as of a gamma distribution.
  return {numbers.mean * each, spread * squared(each) * (numbers.variance + numbers.mean * v),
          std::pow(spread, 1.5) * squared(each) * each *
              (numbers.third + 3 * numbers.variance * v + numbers.mean * 2 * v * v)};
}

void countInside(const Station &station, StationState &state) {
  if (state.isOverloaded) {
    fill(station, state);
    return;
  }
  std::vector<double> &shares = state.shares;
  shares.assign(1, 1.0);
  double sum = 1;
  for (std::size_t n = 1; n <= state.arrivals.size(); ++n) {
    const double rate = state.rates[std::min(n, state.rates.size()) - 1];
    shares.push_back(shares.back() * state.arrivals[n - 1] / rate);
    sum += shares.back();
    if (shares.back() < 1e-17 * sum)
      break;
    if (sum > 1e200) {
      for (double &share : shares)
        share /= sum;
      sum = 1;
    }
  }
  std::vector<double> seen;
  double arriving = 0;
  state.inside = state.held = state.flow = state.seen = 0;
  for (std::size_t n = 0; n < shares.size(); ++n) {
    shares[n] /= sum;
    const double share = shares[n], number = static_cast<double>(n);
    state.inside += number * share;
    state.held += std::min(number, static_cast<double>(station.workers)) * share;
    if (n > 0)
      state.flow += state.rates[std::min(n, state.rates.size()) - 1] * share;
    if (n >= state.arrivals.size())
      continue;
    seen.push_back(state.arrivals[n] * share);
    arriving += seen.back();
    state.seen += number * seen.back();
  }
  state.seen = arriving > 0 ? state.seen / arriving : 0;
  double busy = 0, waiting = 0;
  for (std::size_t n = station.workers; n < shares.size(); ++n)
    busy += shares[n];
  for (std::size_t n = station.workers; n < seen.size(); ++n)
    waiting += seen[n];
  state.pressure = busy > 0 ? waiting / busy / state.highest() : 0;
  state.waits = arriving > 0 ? waiting / arriving : 0;
  state.waited = state.flow > 0 ? (state.inside - state.held) / state.flow : 0;
  state.endings = endingsOf(seen, station.workers);
  state.spread = 1;
}

std::vector<double> slotsHeld(const StationState &state, std::size_t most) {
  std::vector<double> out(most + 1, 0.0);
  for (std::size_t n = 0; n < state.shares.size(); ++n)
    out[std::min(n, most)] += state.shares[n];
  return out;
}

} // namespace loadline::solve
