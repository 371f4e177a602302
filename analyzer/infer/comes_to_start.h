#pragma once

#include "analyzer/infer/inference.h"

#include <limits>

namespace loadline::infer {

/// Whether a call starts a unit, or comes to run what does.
///   deepest  the calls between the two, at most
bool comesToStart(const Inference &inference, const Call &call,
                  int deepest = std::numeric_limits<int>::max());

} // namespace loadline::infer
