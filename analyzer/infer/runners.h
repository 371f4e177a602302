#pragma once

#include "analyzer/infer/row_folding.h"

namespace loadline::infer {

/// What is joined in the round or function that started it is one for each unit that runs that
/// function. Where that function is what units run, and they are counted, their number multiplies.
/// Where nothing bounds them, the alarm stands at them, and the row only says so.
void tellRunners(const Inference &inference, std::vector<Row> &rows, const std::string &root);

} // namespace loadline::infer
