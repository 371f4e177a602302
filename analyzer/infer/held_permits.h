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
/// unit: `std::thread([permit = std::move(permit)] { … })`; or copies it there, where the copy has
/// what the local has: one of a `std::shared_ptr`, or one that acquires for itself.
bool isTakenIntoUnit(const Inference &inference, int unit, const facts::Expression &start,
                     link::VariableId local);

/// Whether what a holder points to is let go of before its unit ends: `permit.reset();`, by the
/// unit, whose own name for it is known by its type, or by the code that starts it, before it does.
bool isLetGo(const Inference &inference, const Context &place, const facts::Expression &start,
             link::VariableId holder);

} // namespace loadline::infer
