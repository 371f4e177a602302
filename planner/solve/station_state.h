#pragma once

#include "planner/solve/network.h"

#include <vector>

namespace loadline::solve {

/// The long run at one station. Times in s, rates per second.
struct StationState {
  std::vector<double> rates;    ///< with 1, 2, … inside, as its callers see it
  std::vector<double> arrivals; ///< into 0, 1, … inside
  std::vector<double> shares;   ///< P(n inside)
  double variability = 1;       ///< of the times between completions while all workers are busy
  double flow = 0;              ///< visits that end
  double inside = 0, held = 0;  ///< means; of requests, and of workers that they hold
  double seen = 0;              ///< mean number that arrivals find inside
  double waits = 0;             ///< share of visits that wait
  double waited = 0, waitedSquare = 0; ///< mean wait of all visits and of its square
  bool isOverloaded = false;           ///< arrivals do not stay below what it completes

  double stay() const { return flow > 0 ? inside / flow : 0; }
};

/// Works out the number inside by birth and death, from rates, arrivals and variability, and all
/// that follows from it.
void countInside(const Station &station, StationState &state);

} // namespace loadline::solve
