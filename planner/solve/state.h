#pragma once

#include "planner/solve/levels.h"
#include "planner/solve/owner.h"
#include "planner/solve/station_state.h"
#include "planner/solve/way.h"

#include <vector>

namespace loadline::solve {

/// How queues behind completions that come in bursts are counted.
enum class Queues {
  ofBursts,  ///< of clients alone: by a queue of their number and the burst (bursts.h)
  restrained ///< as of Poisson arrivals, less what a fixed number keeps back (restraint.h)
};

/// The long run of a whole system.
struct State {
  std::vector<Way> ways;                          ///< by service
  std::vector<std::vector<GroupTime>> groupTimes; ///< by service and step
  std::vector<StationState> stations;             ///< as in the network
  std::vector<Owner> pools;                       ///< by station; empty for cores
  std::vector<Owner> sources;                     ///< by workload
  std::vector<std::vector<Level>> levels;         ///< by station
  bool isSettled = false;
  double unrest = 0; ///< of what goes back and forth to the end, how much a round would change it
  std::size_t rounds = 0;
};

} // namespace loadline::solve
