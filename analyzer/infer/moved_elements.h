#pragma once

#include "analyzer/infer/join_reach.h"

#include <vector>

namespace loadline::infer {

/// The variables of a function that get elements of a container, without naming these: by an
/// algorithm, `std::move(v.begin(), v.end(), std::back_inserter(all))`, by a range,
/// `all.insert(all.end(), std::make_move_iterator(v.begin()), …)`, or as a local made of one,
/// `auto first = std::move(v.front());`. Numbers that are copied out are none.
std::vector<link::VariableId> elementsMovedTo(const Inference &inference, link::FunctionId function,
                                              link::VariableId container);

/// Whether what a call takes out of a container was moved before, and may live on in something
/// older than the round. What the container got its elements from has them no more.
///   taking  the call, in the function of the spawn
///   common  how many loops stand around both
bool areMovedOnBefore(const Inference &inference, const Call &spawn, const Handles &handles,
                      const Call &taking, std::size_t common);

} // namespace loadline::infer
