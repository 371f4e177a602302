#pragma once

#include "planner/latency/part.h"
#include "planner/solve/network.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace loadline::solve {

/// How many customers have to leave until one who waits is served.
struct Endings {
  double mean = 1, variance = 0, third = 0; ///< central moments
};

/// Of those who find `seen` inside a station, as shares or in proportion.
Endings endingsOf(const std::vector<double> &seen, std::size_t workers);

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
  double flow = 0;             ///< visits that end
  double refused = 0;          ///< visits that find no place
  double inside = 0, held = 0; ///< means; of requests, and of workers that they hold
  double pressure = 0;         ///< arrivals while all workers are busy, over the highest
  double seen = 0;             ///< mean number that arrivals find inside
  double heldBack = 0;         ///< chance that somebody waits for slots of those who call
  double restraint = 0;        ///< of one more inside, how many fewer arrive
  double waits = 0;            ///< share of visits that wait
  double waited = 0;           ///< mean wait of all visits
  Endings endings;             ///< that those who wait for wait for
  double spread = 1;           ///< the variance of a wait, over that of its endings
  double change = 0;           ///< of the number inside, in the last round
  double part = 1;             ///< of what changes, that a round takes over
  double toFlow = 1; ///< arrivals times this bring the flow of those who call it beside others
  bool isOverloaded = false; ///< arrivals do not stay below what it completes

  /// While about so many are inside.
  double variabilityWith(double about) const;
  /// What completes while all workers are busy for long. Where a steady rhythm below brings more
  /// than that as it is met, that much.
  double highest() const { return std::max(alone.back(), plain.back()); }
  /// Of those who wait for so many endings, one taking this long on average, in s.
  latency::Cumulants waitFor(const Endings &is, double each) const;
  double stay() const { return flow > 0 ? inside / flow : 0; }
};

/// Works out the number inside by birth and death, from rates, arrivals and variability, and all
/// that follows from it.
void countInside(const Station &station, StationState &state);

/// P(n slots held), n up to `most`, which is all or more than ever matter.
std::vector<double> slotsHeld(const StationState &state, std::size_t most);

} // namespace loadline::solve
