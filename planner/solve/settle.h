#pragma once

#include "planner/model/model.h"
#include "planner/solve/network.h"
#include "planner/solve/owner.h"
#include "planner/solve/station_state.h"
#include "planner/solve/way.h"

#include <vector>

namespace loadline::solve {

struct State {
  std::vector<Way> ways;                          ///< by service
  std::vector<std::vector<GroupTime>> groupTimes; ///< by service and step
  std::vector<StationState> stations;             ///< as in the network
  std::vector<Owner> pools;                       ///< by station; empty for cores
  std::vector<Owner> sources;                     ///< by workload
  bool isSettled = false;
  double unrest = 0; ///< of what goes back and forth to the end, how much a round would change it
  std::size_t rounds = 0;
};

/// Iterates until flows and numbers inside would change by less than 1 in 100,000. What still goes
/// back and forth by less than 2 in 100 after 200 rounds is taken as settled there.
State settle(const model::Model &model, const Network &network);

} // namespace loadline::solve
