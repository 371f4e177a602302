#pragma once

#include "analyzer/infer/spawn_sites.h"

#include <optional>

namespace loadline::infer {

/// The processes that come of a fork whose child goes on in a loop around it, and forks again
/// there: each round makes two of one. Nothing where the child leaves all of them, or where what is
/// started runs code of its own.
std::optional<Derived> unitsOfFork(Inference &inference, const SpawnSite &site);

} // namespace loadline::infer
