#pragma once

#include "planner/units/quantity.h"

#include <vector>

namespace loadline::sizing {

/// Clients that go round: each thinks, asks, and asks again after its answer.
struct ClosedLoad {
  units::Concurrency clients;
  units::Duration alone{}; ///< a round in which nobody waits: think time + residence time; above 0
};

/// Something that closed loads fill.
struct SharedConstraint {
  units::Rate room;           ///< what the open loads leave of it
  std::vector<double> visits; ///< of one request of each load
};

/// What each load sends when everyone waits equally long at a constraint that is full:
/// clients / (alone + Σ visits × wait), the waits being the least with which no constraint is asked
/// for more than its room. Those are the rates that a large number of clients comes to; they are
/// proportionally fair [KellyEtAl2009]. A load that meets no full constraint sends what it would
/// alone.
std::vector<units::Rate> ratesOf(const std::vector<ClosedLoad> &loads,
                                 const std::vector<SharedConstraint> &constraints);

} // namespace loadline::sizing
