#pragma once

#include "analyzer/infer/inference.h"

namespace loadline::infer {

/// Whether the number that a counting loop around a spawn goes to is that of a problem, and not of
/// workers: each unit is told which of so many it is, and goes through as many itself. A number
/// that units divide by, or step by, shares work out among them.
bool isProblemSize(const Inference &inference, const Call &spawn);

} // namespace loadline::infer
