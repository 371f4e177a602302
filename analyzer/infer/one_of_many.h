#pragma once

#include "analyzer/infer/inference.h"

namespace loadline::infer {

/// Whether what is asked belongs to one of many objects that a key picks: `live[ip]`,
/// `find(fd)->live`, `client.live` of a client that a caller looked up. A limit of one of them is
/// none of all.
bool isOfOneOfMany(const Inference &inference, int unit, const facts::Expression &asked);

} // namespace loadline::infer
