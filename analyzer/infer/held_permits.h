#pragma once

#include "analyzer/infer/inference.h"

#include <optional>

namespace loadline::infer {

/// The semaphore of which an object has a permit from its constructor on: `Permit permit(slots);`,
/// where the constructor acquires what it is given, or one that outlives it. Nothing for an object
/// that has none, or one of a semaphore that a key picks.
///   place  where the object is used
///   made   its construction, in translation unit `unit`
std::optional<link::VariableId> semaphoreOfHolder(Inference &inference, const Context &place,
                                                  int unit, const facts::Expression &made);

/// Whether an expression that starts a unit moves a local into it, so that it lives as long as the
/// unit: `std::thread([permit = std::move(permit)] { … })`.
bool isMovedIntoUnit(const link::Program &program, int unit, const facts::Expression &start,
                     link::VariableId local);

/// Whether a unit lets go of what a holder points to before it ends: `permit.reset();`. The unit's
/// own name for it is known by its type.
bool isLetGoByUnit(const Inference &inference, const facts::Expression &start,
                   link::VariableId holder);

} // namespace loadline::infer
