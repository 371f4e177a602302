#include "planner/solve/pace.h"

#include <algorithm>

namespace loadline::solve {

std::vector<double> damped(const std::vector<double> &before, std::vector<double> now,
                           double part) {
  if (part >= 1 || before.empty())
    return now;
  for (std::size_t i = 0; i < now.size(); ++i)
    now[i] = part * now[i] + (1 - part) * before[std::min(i, before.size() - 1)];
  return now;
}

void setPace(StationState &state, double change, std::size_t rounds) {
  constexpr double least = 0.02, settling = 0.5;
  constexpr double patience = 40, slower = 20; // rounds
  const double late = std::max(0.0, static_cast<double>(rounds) - patience);
  const double ratio = state.change != 0 ? change / state.change : 0;
  if (ratio < -settling)
    state.part = std::max(least, 0.6 * state.part);
  else if (ratio > 0)
    state.part = std::min(1.0, 1.25 * state.part);
  state.part = std::min(state.part, slower / (slower + late));
  state.change = change;
}

} // namespace loadline::solve
