#pragma once

#include "analyzer/infer/row_folding.h"

namespace loadline::infer {

/// What is joined in the round or function that started it is so many for each unit that runs that
/// function. The row counts one run, and says how many units there may be, or that nothing bounds
/// them: then the alarm stands at these.
void tellRunners(const Inference &inference, std::vector<Row> &rows, const std::string &root);

} // namespace loadline::infer
