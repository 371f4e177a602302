#pragma once

#include "analyzer/infer/inference.h"

namespace loadline::infer {

/// Whether a round of a loop that runs a place may leave the loop's counter where it is, or take it
/// back: it adds what nobody sees to be positive.
bool isSteppedByNone(const Inference &inference, const Context &place, const facts::Statement &loop,
                     link::VariableId counter);

/// Whether a value is at least 1 wherever a place is reached, as far as the code shows it: by what
/// it is made of, by everything that a variable is given, by what callers pass, or by a test before
/// the place.
bool isPositive(const Inference &inference, const Context &place, int unit,
                const facts::Expression &value);

} // namespace loadline::infer
