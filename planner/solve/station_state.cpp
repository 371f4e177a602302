#include "planner/solve/station_state.h"

#include <algorithm>

namespace loadline::solve {

namespace {

double squared(double x) {
  return x * x;
}

} // namespace

void countInside(const Station &station, StationState &state) {
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
  const double full = state.rates[std::min(station.workers, state.rates.size()) - 1];
  double arriving = 0, seen = 0, waiting = 0, waited = 0, square = 0;
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
    const double before = static_cast<double>(n - station.workers) + 1;
    waiting += arrives;
    waited += arrives * before / full;
    square += arrives * before * (before + state.variability) / squared(full);
  }
  state.seen = arriving > 0 ? seen / arriving : 0;
  state.waits = arriving > 0 ? waiting / arriving : 0;
  state.waited = state.flow > 0 ? (state.inside - state.held) / state.flow : 0;
  state.waitedSquare =
      waited > 0 ? square / arriving * squared(state.waited * arriving / waited) : 0;
}

} // namespace loadline::solve
