#pragma once

#include "planner/plan/answers.h"

namespace loadline::plan {

/// What ends an oversubscription: `callers`, the bounds of those who offer, times calls at once
/// make `offered`, and only `admitted` fit. Empty where all fits.
///   fanOut     calls at once that can be lowered; 1 where there is none to lower
///   isManaged  the callee's capacity is not ours to raise
std::optional<Remedies> remediesFor(const std::optional<Concurrency> &offered,
                                    const std::optional<Concurrency> &admitted,
                                    const std::optional<Concurrency> &callers, double fanOut,
                                    bool isManaged);

} // namespace loadline::plan
