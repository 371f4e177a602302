#pragma once

#include "analyzer/infer/inference.h"

namespace loadline::infer {

/// Whether a lambda that holds a copy of a local, where copies share one object, may be kept for
/// longer than the local lives: it is returned, or given to code that does not just run it.
///
///     auto task = std::make_shared<std::jthread>(run);
///     hooks.push_back([task] { task->request_stop(); });
bool isKeptByLambda(const Inference &inference, link::FunctionId function, link::VariableId shared);

} // namespace loadline::infer
