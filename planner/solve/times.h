#pragma once

#include "planner/latency/distribution.h"
#include "planner/solve/state.h"

#include <optional>
#include <vector>

namespace loadline::solve {

/// From arrival at a service to its answer, waiting included: its parts taken as independent.
struct ServiceTimes {
  std::vector<latency::Distribution> all;         ///< by service
  std::vector<std::vector<GroupTime>> groupTimes; ///< by service and step
};

/// Times of groups as they were last worked out, by service and step: most of them hardly change
/// from one round to the next.
struct GroupCache {
  struct Entry {
    std::vector<double> shapes; ///< mean and deviation of each branch then
    std::optional<latency::Distribution> slowest;
    double longest = 0;                ///< mean of the longest branch then
    std::optional<std::size_t> branch; ///< that was taken as the slowest
  };
  std::vector<std::vector<Entry>> entries;
  bool isLate = false; ///< the slowest branches stay what they were taken as
};

ServiceTimes timesOf(const model::Model &model, const Network &network, const State &state,
                     GroupCache &cache);

/// The same means, by service, of requests that meet a long queue at one place because all that is
/// above is full, too: each level of a station (levels.h) has its own waits and times below.
std::vector<latency::Distribution> spreadTimesOf(const model::Model &model, const Network &network,
                                                 const State &state, GroupCache &cache);

} // namespace loadline::solve
