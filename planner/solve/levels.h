#pragma once

#include "planner/solve/station_state.h"

#include <vector>

namespace loadline::solve {

struct Settling;

/// What a request finds at a station that its caller's slots are held for.
struct Found {
  std::vector<double> shares; ///< chance of each of the station's levels
  double waits = 0;           ///< chance that it waits
  Endings endings;            ///< that it waits for, where it does
};

/// Requests that find about as many inside a station when they come. They hold a slot beside about
/// as many others, so that they find what n customers of the closed network inside leave there:
/// what one who comes finds is what all are without it [SevcikMitrani1981].
struct Level {
  double share = 1;         ///< of those who come
  double waits = 0;         ///< chance that one of them waits for a slot
  std::vector<Found> found; ///< by visit of the pool's way
};

/// By station, its levels, from few inside to all workers busy; one alone where what is below does
/// not depend on how many slots are held, and of cores.
std::vector<std::vector<Level>> levelsOf(const Settling &all);

} // namespace loadline::solve
