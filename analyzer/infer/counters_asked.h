#pragma once

#include "analyzer/infer/body_index.h"

#include <vector>

namespace loadline::infer {

/// The variables whose values or sizes add up to what is compared: those that stand there, that a
/// local is a copy or the size of, and that a getter returns.
std::vector<link::VariableId> countersIn(const link::Program &program, const BodyIndex &index,
                                         int unit, const facts::Expression &compared);

/// Whether it is the size of a container to which the program adds elements.
bool asksSize(const link::Program &program, const rules::Rules &rules, const BodyIndex &index,
              int unit, const facts::Expression &compared);

} // namespace loadline::infer
