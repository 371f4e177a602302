#pragma once

#include "analyzer/infer/inference.h"

namespace loadline::infer {

/// Whether what is asked belongs to one of many objects that a key picks: `live[ip]`,
/// `find(fd)->live`, `client.live` of a client that a caller looked up. A limit of one of them is
/// none of all.
///   place  where it is asked: what was picked once before its loops is one
bool isOfOneOfMany(Inference &inference, const Context &place, int unit,
                   const facts::Expression &asked);

} // namespace loadline::infer
