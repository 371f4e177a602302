#pragma once

#include "analyzer/infer/inference.h"
#include "analyzer/rules/rules.h"

namespace loadline::infer {

/// Whether a call that only looks whether a unit has ended, `waitpid(pid, &status, WNOHANG)`,
/// stands in a loop that is left only when it says so, or that there is none: what asks that often
/// waits. Not in one that may start others meanwhile.
///   api  that starts the units
bool isAskedUntilItEnds(const link::Program &program, const BodyIndex &index, const Call &call,
                        const rules::SpawnApi &api);

/// Whether a place is come to by the answer of a call that only looks, and that may have been that
/// none has ended: `if (waitpid(-1, 0, WNOHANG) >= 0)`.
bool isMetThoughNoneEnded(const Inference &inference, const Context &place);

} // namespace loadline::infer
