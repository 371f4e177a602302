#pragma once

#include "analyzer/infer/inference.h"

#include <optional>

namespace loadline::infer {

/// The loops outside which a function waits for what was started there to be done, without a
/// handle: behind the call, it waits until others have set a flag or counted up. Nothing where it
/// does not.
///   call  what starts units, or comes to
std::optional<std::size_t> framesOfWait(Inference &inference, const Call &call);

} // namespace loadline::infer
