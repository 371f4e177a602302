#pragma once

#include "analyzer/infer/join_reach.h"

namespace loadline::infer {

/// Whether a loop that stands around a join, and not around the spawn, may end before it has joined
/// all: it breaks off for another reason than what the join said, a handle, or what the loop itself
/// changes; or as soon as a unit is not ready.
///   common  how many loops stand around both
bool endsBeforeAll(const Inference &inference, const Handles &handles, const Call &join,
                   std::size_t common);

} // namespace loadline::infer
