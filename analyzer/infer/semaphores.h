#pragma once

#include "analyzer/infer/inference.h"

#include <cstdint>

namespace loadline::infer {

/// The semaphore that a limiter's call is about; -1 where that is no variable.
link::VariableId permitsObject(const link::Program &program, int unit,
                               const facts::Expression &call, const rules::Limiter &limiter);

/// How many permits a semaphore is made with.
Derived permitsOf(Inference &inference, link::VariableId semaphore);

/// How many permits a call takes or gives back; 1 where no constant says so.
std::int64_t amountOf(const facts::Expression &call, const rules::Limiter &limiter);

/// How many permits each unit gives back, whatever happens in it: more than it took would let in
/// more and more.
///   start  the expression that starts the units
std::int64_t releasedByUnit(const Inference &inference, link::VariableId semaphore,
                            const facts::Expression &start);

/// Whether permits come back while the units that had them go on: a unit gives its own back before
/// it does anything else, or a clock gives them out, so that they limit a rate alone.
bool comesBackUnderWay(const Inference &inference, link::VariableId semaphore,
                       const facts::Expression &start);

/// Whether a unit counts itself out of those that run before it does anything else.
bool isLoweredUnderWay(const Inference &inference, link::VariableId counter,
                       const facts::Expression &start);

} // namespace loadline::infer
