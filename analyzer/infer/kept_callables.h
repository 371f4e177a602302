#pragma once

#include "analyzer/infer/value_flow.h"

namespace loadline::infer {

/// Notes in an index the callables that are kept in a field or global which no code that is seen
/// calls or hands on, and that nothing else runs: whoever reads that place may run them any number
/// of times.
///   flow  of the same program and index
void noteUncalled(const link::Program &program, const rules::Rules &rules, const ValueFlow &flow,
                  BodyIndex &index);

} // namespace loadline::infer
