#pragma once

#include "analyzer/infer/inference.h"

#include <optional>

namespace loadline::infer {

/// How often a handler runs at most that arms itself again only while a counter, which nothing
/// takes back, is below a limit: `if (++tries < 10) wait();`. Nothing where it may be armed without
/// end.
std::optional<Derived> countedRuns(Inference &inference, link::FunctionId handler);

} // namespace loadline::infer
