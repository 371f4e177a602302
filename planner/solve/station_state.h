#pragma once

#include "planner/solve/network.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace loadline::solve {

/// The long run at one station. Times in s, rates per second.
struct StationState {
  std::vector<double> alone; ///< rates with 1, 2, … inside, the last that of all workers busy
  /// As alone, but no queue below waits for arrivals: what completes while so many are inside for
  /// long. The last is the capacity.
  std::vector<double> plain;
  std::vector<double> rates;    ///< as alone, waits of such a variability in; the last goes on
  std::vector<double> arrivals; ///< into 0, 1, … inside
  std::vector<double> shares;   ///< P(n inside)
  double variability = 1;       ///< of the times between completions while all workers are busy
  /// The same while 1, 2, 4, … are inside: of what completes. None of cores.
  std::vector<std::pair<std::size_t, double>> variabilities;
  double flow = 0;                     ///< visits that end
  double refused = 0;                  ///< visits that find no place
  double inside = 0, held = 0;         ///< means; of requests, and of workers that they hold
  double pressure = 0;                 ///< arrivals while all workers are busy, over the highest
  double seen = 0;                     ///< mean number that arrivals find inside
  double heldBack = 0;                 ///< chance that somebody waits for slots of those who call
  double restraint = 0;                ///< of one more inside, how many fewer arrive
  double waits = 0;                    ///< share of visits that wait
  double waited = 0, waitedSquare = 0; ///< mean wait of all visits and of its square
  double change = 0;                   ///< of the number inside, in the last round
  double part = 1;                     ///< of what changes, that a round takes over
  double toFlow = 1; ///< arrivals times this bring the flow of those who call it beside others
  bool isOverloaded = false; ///< arrivals do not stay below what it completes

  /// While about so many are inside.
  double variabilityWith(double about) const;
  /// What completes while all workers are busy for long. Where a steady rhythm below brings more
  /// than that as it is met, that much.
  double highest() const { return std::max(alone.back(), plain.back()); }
  double stay() const { return flow > 0 ? inside / flow : 0; }
};

/// Works out the number inside by birth and death, from rates, arrivals and variability, and all
/// that follows from it.
void countInside(const Station &station, StationState &state);

/// P(n slots held), n up to `most`, which is all or more than ever matter.
std::vector<double> slotsHeld(const StationState &state, std::size_t most);

} // namespace loadline::solve
