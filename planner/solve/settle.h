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
  std::size_t rounds = 0;
};

/// Iterates until flows and stays change by less than a millionth.
State settle(const model::Model &model, const Network &network);

} // namespace loadline::solve
