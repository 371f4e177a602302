#pragma once

#include "analyzer/infer/inference.h"

#include <cstdint>

// By how much a counter of units goes up and down.

namespace loadline::infer {

/// By how much each unit lowers a counter, whatever happens in it.
std::int64_t loweredByUnit(const Inference &inference, link::VariableId counter,
                           const facts::Expression &start);

/// Whether a counter is lowered by more than it is raised by: by a unit that does so twice, or in
/// one step of whoever does, as in `if (live.fetch_add(1) >= 10) { live.fetch_sub(2); continue; }`.
bool isLoweredByMore(const Inference &inference, link::VariableId counter,
                     const facts::Expression &start);

/// Whether a unit lowers a counter that starts another one, which does not: what is left there when
/// the first has ended is counted no more.
///   left  what starts the other; null for none
bool isLeftOut(const Inference &inference, link::VariableId counter, const facts::Expression &start,
               const facts::Expression *left);

} // namespace loadline::infer
