#pragma once

#include "analyzer/infer/join_reach.h"

namespace loadline::infer {

/// Whether a join waits for fewer of a site's units than start in one round of the loops around
/// both: its loop counts less far, it is one wait for any child behind several forks, or it waits
/// for the first of a container that grows, and takes it out nowhere.
///   common  how many loops stand around both
bool joinsFewer(Inference &inference, const SpawnSite &site, const Handles &handles,
                const Call &join, std::size_t common);

/// Whether a full batch is not joined whole, though what counts it begins anew: 63 of 64, every
/// second one, all but the first, those that a `continue` lets pass, one.
///   full  the branch that says that it is full
bool leavesSomeOut(Inference &inference, const SpawnSite &site, const Handles &handles,
                   const Call &join, std::size_t common, const facts::Statement &full);

} // namespace loadline::infer
