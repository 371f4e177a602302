#pragma once

#include "analyzer/infer/spawn_sites.h"

#include <optional>
#include <set>
#include <vector>

// Handles that a function gives to its callers: as its result, or through a pointer or reference.

namespace loadline::infer {

/// The parameters of a function, by their places, through which one of some variables is given to
/// the callers: `int start(pid_t *out) { … *out = pid; }`.
std::set<int> placesGiven(const link::Program &program, link::FunctionId function,
                          const std::vector<link::VariableId> &handles);

/// What a site puts its handle into; null where the expression itself is the handle.
const facts::Expression *targetOfHandle(const SpawnSite &site, const Call &spawn);

/// A call that gives a handle to the function in which it stands.
struct GivenHandle {
  SpawnSite site;        ///< the call, as if the unit started there
  Collection collection; ///< and what its function does with the handle
};

/// What the caller does with the handle that a call gives it; nothing where it is given none.
///   given  what happens to the handle in the function that is called
std::optional<GivenHandle> givenToCaller(Inference &inference, const GivenHandle &given,
                                         const Call &from);

} // namespace loadline::infer
