#pragma once

#include "analyzer/infer/inference.h"

#include <cstdint>
#include <optional>

namespace loadline::infer {

/// The semaphore that a limiter's call is about; -1 where that is no variable.
link::VariableId permitsObject(const link::Program &program, int unit,
                               const facts::Expression &call, const rules::Limiter &limiter);

/// Whether a limiter's call is always about the same semaphore, and not about one that a key picks.
bool isOneSemaphore(Inference &inference, const Context &place, int unit,
                    const facts::Expression &call, const rules::Limiter &limiter);

/// Whether a permit that a callee takes and keeps is of one semaphore for all runs of a place's
/// function: of a global, or of an object that is none of many and does not end with the function.
///   call  of the callee, in the place's function
bool isKeptFor(Inference &inference, const Context &place, link::VariableId semaphore,
               const facts::Expression &call);

/// How many permits a semaphore is made with.
Derived permitsOf(Inference &inference, link::VariableId semaphore);

/// How many permits a call takes or gives back; 1 where no constant says so.
std::int64_t amountOf(const facts::Expression &call, const rules::Limiter &limiter);

/// Whether a permit is given back behind the place where a unit starts, in the same round: it
/// limits nothing then.
bool isGivenBackBehind(const Inference &inference, link::VariableId semaphore, const Context &place,
                       const facts::Expression &start);

/// Whether a permit that was had is given back again before the unit starts, on some way that comes
/// to it.
///   acquire  the call in the function of the place that had it, or that had a callee take it
bool isGivenBackBefore(const Inference &inference, link::VariableId semaphore, const Context &place,
                       const facts::Expression &acquire, const facts::Expression &start);

/// How many permits each unit gives back, whatever happens in it: more than it took would let in
/// more and more.
///   start  the expression that starts the units
std::int64_t releasedByUnit(const Inference &inference, link::VariableId semaphore,
                            const facts::Expression &start);

/// How often the unit that an expression starts surely comes to a place, itself or by what it
/// calls.
std::int64_t timesMetByUnit(const Inference &inference, const Context &place,
                            const facts::Expression &start);

/// Whether permits come back while the units that had them go on: a unit gives its own back before
/// it does anything else, or a clock gives them out, so that they limit a rate alone.
bool comesBackUnderWay(const Inference &inference, link::VariableId semaphore,
                       const facts::Expression &start);

/// Whether a unit counts itself out of those that run, or takes itself out of a container, before
/// it does anything else.
///   passes  of a flag: the value that lets pass, which the unit sets again
bool isLoweredUnderWay(const Inference &inference, link::VariableId counter,
                       const facts::Expression &start, std::optional<std::int64_t> passes = {});

} // namespace loadline::infer
