#pragma once

#include "analyzer/infer/body_index.h"

// How code asks for a flag.

namespace loadline::infer {

/// The array or container of `started[i]`, where each element is asked for itself; null for any
/// other.
const facts::Expression *slotsOf(const facts::Expression &asked);

/// What the innermost loop around a place goes over, element by element, to which what is asked
/// belongs: `slots` of `for (Slot &slot : slots) if (!slot.busy)`; null for any other.
const facts::Expression *rangeOfElement(const Context &place, const facts::Expression &asked);

/// Whether a swap gives a value that is always the same, as of a flag: `started.exchange(true)`,
/// `started.compare_exchange_strong(no, true)`, `flag.test_and_set()`. One to a value that is
/// worked out counts.
bool swapsToConstant(const facts::Expression &swap);

} // namespace loadline::infer
