#pragma once

#include "analyzer/infer/join_reach.h"

namespace loadline::infer {

/// Whether the handle that a join names may hold another unit by then, started into it between: of
/// `pthread_create(&t, …); pthread_create(&t, …); pthread_join(t, 0);` the first is lost.
///   frames  the loops, outermost first, that the site and the join both stand in
bool isLostBefore(const Inference &inference, const SpawnSite &site, const Handles &handles,
                  const Call &join, std::size_t frames);

} // namespace loadline::infer
