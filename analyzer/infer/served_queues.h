#pragma once

#include "analyzer/infer/row_folding.h"

#include <optional>

namespace loadline::infer {

/// What a queue may hold, where all that adds to it refuses or waits when it is full.
std::optional<bound::Bound> mostIn(Inference &inference, link::VariableId queue);

/// Says of workers how much may wait for them: what the one bounded queue holds that their
/// functions take elements from and others fill; else that the one such queue has no bound, where
/// nothing keeps others from filling it and these run without limit. Where there are several, and
/// of one that is filled by what runs so often as the code doesn't say, nothing is said.
///
///     while (true) { … waiting.pop_front(); }                      started by the row
///     if (waiting.size() >= 200) return false; waiting.push_back(x);  so 200 wait
void tellServedQueues(Inference &inference, std::vector<Row> &rows, const std::string &root);

} // namespace loadline::infer
