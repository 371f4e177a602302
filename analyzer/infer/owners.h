#pragma once

#include "analyzer/infer/spawn_sites.h"

#include <optional>

namespace loadline::infer {

/// The loops outside which the object lives that a call starts units in, and that collects them: by
/// its destructor at the end of its scope or by `delete`, or by a method that joins and is called
/// in the same round. Nothing where nothing in the function collects.
///   call        a construction, or a call on the object, that comes to start units
///   collection  what becomes of these units inside
std::optional<std::size_t> framesOfOwner(const Inference &inference, const Call &call,
                                         const Collection &collection);

/// Whether the units of the run before are waited for, on every way, before a call starts the next:
/// `stop(); start();` of one object, or of what outlives the function.
bool isJoinedBefore(const Inference &inference, const Call &call, const Collection &collection);

} // namespace loadline::infer
