#pragma once

#include "analyzer/infer/body_index.h"

#include <optional>

// How code asks for a flag.

namespace loadline::infer {

/// The array or container of `started[i]`, where each element is asked for itself; null for any
/// other.
const facts::Expression *slotsOf(const facts::Expression &asked);

/// What the innermost loop around a place goes over, element by element, to which what is asked
/// belongs: `slots` of `for (Slot &slot : slots) if (!slot.busy)`; null for any other.
const facts::Expression *rangeOfElement(const Context &place, const facts::Expression &asked);

/// Whether a statement, or one inside, asks an expression.
bool asks(const facts::Statement &statement, const facts::Expression &expression);

/// The loop that goes over some slots, as `for (i = 0; i < n; ++i) if (!used[i])`, where it stands
/// in a function of a unit; nothing where no loop steps the index.
///   asked  the question for one of them
std::optional<Context> loopOverSlots(const link::Program &program, int unit,
                                     const facts::Expression &asked);

/// The values from `least` to `most` that a condition asks a state for: `s >= 2 && s < 5`.
struct RangeAsked {
  const facts::Expression *state = nullptr;
  std::int64_t least = 0, most = 0;
};
std::optional<RangeAsked> rangeAsked(const facts::Expression &both);

/// `if (job) continue;` asks the pointer, which ends with its scope, and not what it points to.
bool asksPointerItself(const link::Program &program, const facts::Expression &asked,
                       link::VariableId variable);

/// Whether nothing gives a flag a value behind its start but one that clears it.
bool isClearedOnly(const BodyIndex &index, link::VariableId flag);

/// Whether some step takes more than one from a counter, or nobody knows how many: then 0 may be
/// passed by.
bool stepsOverOne(const BodyIndex &index, link::VariableId counter);

/// Whether a swap gives a value that is always the same, as of a flag: `started.exchange(true)`,
/// `started.compare_exchange_strong(no, true)`, `flag.test_and_set()`. One to a value that is
/// worked out counts.
bool swapsToConstant(const facts::Expression &swap);

} // namespace loadline::infer
