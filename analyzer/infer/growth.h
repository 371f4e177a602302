#pragma once

#include "analyzer/infer/inference.h"

#include <optional>

// What steps make of a number.

namespace loadline::infer {

/// The limit below which the loop that declares a counter keeps it: `for (n = 1; n <= most; n *=
/// 4)`; null for any other variable.
const facts::Expression *keptBelow(const Inference &inference, const Write &step,
                                   link::VariableId id);

/// What a step of a constant adds over the loops that it stands in, and the runs of its function;
/// nothing where these have no end.
std::optional<Derived> grownBy(Inference &inference, const Write &step, link::VariableId id);

/// `scale *= 1000` in a loop, as over the names of units: settings alone make it, however often it
/// runs. Where rounds and factor are told, the power; nothing where data decides.
std::optional<bound::Bound> scaledBy(Inference &inference, const Write &step, link::VariableId id);

/// Where the digits come from in `n = 10 * n + (*at - '0')`; null for any other value.
const facts::Expression *digitsIn(const Inference &inference, const Write &write,
                                  link::VariableId id);

} // namespace loadline::infer
