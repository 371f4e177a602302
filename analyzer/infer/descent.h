#pragma once

#include "analyzer/infer/inference.h"

#include <optional>

namespace loadline::infer {

/// The units that all runs of a recursive function start at a place together, where a parameter
/// ends the recursion: a budget that each run divides, a depth that each run counts down, a flag
/// with which the inner runs start none. Nothing where no parameter does.
std::optional<Derived> descentOf(Inference &inference, const Call &spawn);

} // namespace loadline::infer
