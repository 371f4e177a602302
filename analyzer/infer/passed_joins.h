#pragma once

#include "analyzer/infer/join_reach.h"

// Ways on which a unit starts and a join behind it, in the same function, is never come to.

namespace loadline::infer {

/// Whether a condition asks for what the spawn gave: whether it worked, or a handle of its unit.
bool speaksOfUnit(const Inference &inference, const Call &spawn, const Handles &handles,
                  const facts::Expression &condition);

/// Whether a unit ends, or ends the program, where one round of the first `frames` loops around the
/// spawn does: with its handle, which nothing that lives longer is given.
bool endsWithRound(const Inference &inference, const SpawnSite &site, const Handles &handles,
                   std::size_t frames);

/// Whether a round may go on without the join, though a unit has started, and nothing ends it: by a
/// `continue`, a jump, or an exception that is caught.
///   frames  the loops, outermost first, that both stand in; with none of them the function is
///           left without the join
bool isPassedBy(const Inference &inference, const SpawnSite &site, const Handles &handles,
                const Call &join, std::size_t frames);

} // namespace loadline::infer
