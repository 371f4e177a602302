#pragma once

#include "analyzer/infer/inference.h"

#include <vector>

namespace loadline::infer {

/// The forks whose child is what comes to a place: `if (fork() == 0)`, `if (!pid)`.
std::vector<const facts::Expression *> forksThatMadeIt(const Inference &inference,
                                                       const Context &place);

} // namespace loadline::infer
