#pragma once

#include "analyzer/infer/body_index.h"

namespace loadline::infer {

/// Notes in an index who calls the methods that override those of libraries: per event or once, as
/// a rule says, or nobody knows how often.
void noteOverriding(const link::Program &program, const rules::Rules &rules, BodyIndex &index);

} // namespace loadline::infer
