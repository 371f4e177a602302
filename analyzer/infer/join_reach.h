#pragma once

#include "analyzer/infer/spawn_sites.h"

#include <optional>
#include <set>
#include <vector>

namespace loadline::infer {

/// The variables that come to hold a site's units.
struct Handles {
  std::vector<link::VariableId> all;
  std::set<link::VariableId> overwritten; ///< of these, those that hold only the unit of last
  std::set<std::size_t> joins;            ///< calls that wait for one
  bool mayLiveOn = false;                 ///< what nobody follows may have them
};

/// Which of a site's units a call in their function waits for.
struct JoinReach {
  enum class How {
    none,      ///< others
    sometimes, ///< not those of each round
    inRound,   ///< all that started in one round of the loops that both stand in
    batch      ///< all but so many, in some rounds
  } how = How::none;
  std::size_t frames = 0;       ///< the loops, outermost first, that both stand in
  std::optional<Derived> batch; ///< of batch: how many may be alive
};

JoinReach reachOf(Inference &inference, const SpawnSite &site, const Handles &handles,
                  const Call &join);

} // namespace loadline::infer
