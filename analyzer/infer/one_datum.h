#pragma once

#include "analyzer/infer/inference.h"

namespace loadline::infer {

/// Whether each unit that a call starts in a counting loop takes one element of what its function
/// was given: then the count is that of the data, and not of workers.
bool takesOneDatumEach(const Inference &inference, const Call &call);

} // namespace loadline::infer
