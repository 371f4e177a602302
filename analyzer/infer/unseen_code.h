#pragma once

#include "analyzer/infer/value_flow.h"

namespace loadline::infer {

/// Finds what is given to code that nobody sees and no rule tells of: a callable, by itself,
/// through variables or inside a struct, and an object whose methods override virtual functions
/// that no code that is seen calls. Such code may run it any number of times, so the index gets an
/// edge of the kind `unseen`.
///   flow  of the same program and index
void followIntoUnseenCode(const link::Program &program, const rules::Rules &rules,
                          const ValueFlow &flow, BodyIndex &index);

} // namespace loadline::infer
