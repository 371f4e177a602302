#pragma once

#include "analyzer/infer/inference.h"

#include <optional>
#include <string>

namespace loadline::infer {

/// What lets only so many units live that start at a place, beside loops and joins: a semaphore's
/// permit, a test of a counter or of a container's size that the place itself raises, a flag that
/// lets it run once.
struct Gate {
  Derived most;              ///< at once, of what passes one run of the loops inside `checkedIn`
  std::string limiter;       ///< "semaphore", "size_check" or "once"
  std::size_t checkedIn = 0; ///< how many loops stand around the test: those inside it multiply
  /// How many loops stand around what counts: those outside it, and the runs of the function,
  /// multiply. Nothing where it outlives the function.
  std::optional<std::size_t> ownedIn;
};

/// The semaphore that a limiter's call is about; -1 where that is no variable.
link::VariableId permitsObject(const link::Program &program, int unit,
                               const facts::Expression &call, const rules::Limiter &limiter);

/// How many permits a semaphore is made with.
Derived permitsOf(Inference &inference, link::VariableId semaphore);

/// The lowest gate on the way to a place in its function.
///   place       where a unit starts, or a call that comes to start one
///   expression  that call
std::optional<Gate> gateAt(Inference &inference, const Context &place,
                           const facts::Expression &expression);

} // namespace loadline::infer
