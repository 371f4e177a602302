#pragma once

#include "analyzer/infer/row_folding.h"

namespace loadline::infer {

/// What is joined in the round or function that started it is so many for each unit that is in that
/// function. The row then counts all that live at once, and keeps what one run may have in
/// `perRun`. Where nothing bounds these units, or they are as many as the data, the row stays that
/// of one run and says so: the alarm stands at the units.
void countRunners(const Inference &inference, std::vector<Row> &rows, const std::string &root);

} // namespace loadline::infer
