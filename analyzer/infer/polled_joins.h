#pragma once

#include "analyzer/infer/body_index.h"
#include "analyzer/rules/rules.h"

namespace loadline::infer {

/// Whether a call that only looks whether a unit has ended, `waitpid(pid, &status, WNOHANG)`,
/// stands in a loop that is left only when it says so, or that there is none: what asks that often
/// waits. Not in one that may start others meanwhile.
///   api  that starts the units
bool isAskedUntilItEnds(const link::Program &program, const BodyIndex &index, const Call &call,
                        const rules::SpawnApi &api);

} // namespace loadline::infer
