#pragma once

#include "analyzer/infer/gates.h"

namespace loadline::infer {

/// Where a child process is started only behind the end of another, as in `while (waitpid(-1, …) >
/// 0) start();`: each start replaces one, so the place adds no more than one to those that live.
std::optional<Gate> replacedAt(const Inference &inference, const Context &place);

} // namespace loadline::infer
