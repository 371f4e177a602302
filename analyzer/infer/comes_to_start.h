#pragma once

#include "analyzer/infer/inference.h"

#include <limits>

namespace loadline::infer {

/// Whether a call starts a unit, or comes to run what does.
///   deepest  the calls between the two, at most
bool comesToStart(const Inference &inference, const Call &call,
                  int deepest = std::numeric_limits<int>::max());

/// Whether a method is another one, or comes to call it for its own object.
bool comesToOnSelf(const Inference &inference, link::FunctionId method, link::FunctionId other,
                   int depth = 0);

} // namespace loadline::infer
