#pragma once

#include "analyzer/infer/inference.h"
#include "analyzer/infer/semaphores.h"

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
  std::optional<std::size_t> ownedIn = std::nullopt;
  std::string owner = ""; ///< the class each of whose objects has its own gate; "" for none
};

/// What a gate lets live at once, together with those of other objects.
Derived mostAlive(Inference &inference, const Gate &gate);

/// The lowest gate on the way to a place in its function.
///   place       where a unit starts, or a call that comes to start one
///   expression  that call
///   left        where the unit that starts there starts another one, and does not wait for it: by
///               what; the first one's permit is nothing to that, unless it gives it back
std::optional<Gate> gateAt(Inference &inference, const Context &place,
                           const facts::Expression &expression, const Call *left = nullptr);

} // namespace loadline::infer
