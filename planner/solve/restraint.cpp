#include "planner/solve/restraint.h"

#include "planner/solve/inside.h"
#include "planner/solve/pace.h"

#include <algorithm>
#include <cmath>

namespace loadline::solve {

namespace {

/// Rates, pressure and numbers inside are then those where it meets.
double whereRestraintMeets(Settling &all, std::size_t t) {
  StationState &state = all.state.stations[t];
  const auto over = [&](double held) {
    double before = -1;
    for (int pass = 0; pass < 8 && std::abs(state.pressure - before) > 1e-7; ++pass) {
      before = state.pressure;
      state.rates = ratesWith(all, t, held);
      countInside(all.network.stations[t], state);
    }
    return restraintOf(state) - held;
  };
  double low = 0, high = 1, atLow = over(low);
  if (atLow <= 0)
    return low;
  double atHigh = over(high), between = high, last = 0;
  for (int step = 0; step < 20 && atHigh < 0 && high - low > 1e-7; ++step) {
    between = (low * atHigh - high * atLow) / (atHigh - atLow);
    const double at = over(between);
    if (std::abs(at) < 1e-7)
      break;
    (at > 0 ? low : high) = between;
    (at > 0 ? atLow : atHigh) = at;
    if (at * last > 0)
      (at > 0 ? atHigh : atLow) /= 2; // the end that stays
    last = at;
  }
  return between;
}

} // namespace

double restraintOf(const StationState &state) {
  return std::clamp(state.inside - state.seen, 0.0, 1.0);
}

void countRestrained(Settling &all, std::size_t t) {
  StationState &state = all.state.stations[t];
  const std::vector<double> before = state.rates;
  const double pressure = state.pressure;
  const double met = whereRestraintMeets(all, t);
  state.restraint = std::lerp(state.restraint, met, state.part);
  state.pressure = std::lerp(pressure, state.pressure, state.part);
  state.rates = damped(before, ratesWith(all, t, state.restraint), state.part);
  countInside(all.network.stations[t], state);
}

} // namespace loadline::solve
