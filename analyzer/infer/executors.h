#pragma once

#include "analyzer/infer/inference.h"

#include <optional>

namespace loadline::infer {

/// Whether what an API starts runs on the threads of something else, and waits in its queue.
bool runsOnExecutor(const rules::SpawnApi &api);

/// The threads that run what a call hands over; nothing where the call does not tell.
std::optional<Derived> threadsOfExecutor(Inference &inference, const rules::SpawnApi &api,
                                         const Call &call);

} // namespace loadline::infer
