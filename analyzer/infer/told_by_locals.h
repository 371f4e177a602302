#pragma once

#include "analyzer/infer/conditions.h"
#include "analyzer/infer/inference.h"

#include <optional>

namespace loadline::infer {

/// Where a local was given the value that a test of it says it has, if only one place can have, in
/// the round of the test: `bool ok = false; if (n < most) { ++n; ok = true; } if (!ok) continue;`.
///   place  at which the test is known
std::optional<Context> toldBy(const Inference &inference, const Context &place,
                              const KnownThere &known);

} // namespace loadline::infer
