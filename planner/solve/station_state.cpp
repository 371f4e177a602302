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
  state.waited = state.waitedSquare = HUGE_VAL;
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
  double arriving = 0, seen = 0, waiting = 0, before = 0, square = 0;
  state.inside = state.held = state.flow = 0;
  for (std::size_t n = 0; n < shares.size(); ++n) {
    shares[n] /= sum;
    const double share = shares[n], number = static_cast<double>(n);
    state.inside += number * share;
    state.held += std::min(number, static_cast<double>(station.workers)) * share;
    if (n > 0)
      state.flow += state.rates[std::min(n, state.rates.size()) - 1] * share;
    if (n >= state.arrivals.size())
      continue;
    const double arrives = state.arrivals[n] * share;
    arriving += arrives;
    seen += arrives * number;
    if (n < station.workers)
      continue;
    const double endings = static_cast<double>(n - station.workers) + 1; // until it is served
    waiting += arrives;
    before += arrives * endings;
    square += arrives * squared(endings);
  }
  state.seen = arriving > 0 ? seen / arriving : 0;
  double busy = 0;
  for (std::size_t n = station.workers; n < shares.size(); ++n)
    busy += shares[n];
  state.pressure = busy > 0 ? waiting / busy / state.highest() : 0;
  state.waits = arriving > 0 ? waiting / arriving : 0;
  state.waited = state.flow > 0 ? (state.inside - state.held) / state.flow : 0;
  state.waitedSquare = 0;
  if (before <= 0)
    return;
  const double mean = before / waiting, spread = std::max(0.0, square / waiting - squared(mean));
  // A queue that keeps back who would make it longer spreads by what comes and what ends alike
  // [Iglehart1965]: these rates have both as Poisson, so its variance changes by (1 + v) / 2.
  const double restrained = std::clamp(state.inside - state.seen, 0.0, 1.0);
  const double noise = std::lerp(1.0, (1 + state.variability) / 2, restrained);
  const double waitSquare = squared(mean) + noise * spread + mean * state.variability;
  const double each = state.waited * arriving / before; // from one ending to the next
  state.waitedSquare = waiting / arriving * waitSquare * squared(each);
}

std::vector<double> slotsHeld(const StationState &state, std::size_t most) {
  std::vector<double> out(most + 1, 0.0);
  for (std::size_t n = 0; n < state.shares.size(); ++n)
    out[std::min(n, most)] += state.shares[n];
  return out;
}

} // namespace loadline::solve
