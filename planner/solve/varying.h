#pragma once

#include "planner/solve/settling.h"

#include <vector>

namespace loadline::solve {

/// What the time of one request is made of, for the question how it varies.
struct Pieces {
  const std::vector<Visit> &visits; ///< of the way
  std::vector<Sum> times{};         ///< of one of each
  double delay = 1;                 ///< how much a second of delay counts
};

/// The time that one request of a service holds its slot where visits take so long and delays count
/// so much. What comes together varies together: who makes many calls has as many pieces of own
/// work between them, and who passes a cache makes all calls that lie behind it.
Sum requestOf(const Settling &all, std::size_t service, const Pieces &pieces);

} // namespace loadline::solve
