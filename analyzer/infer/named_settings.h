#pragma once

#include "analyzer/infer/inference.h"

namespace loadline::infer {

/// Whether a number's address is taken beside a name, in a table: `{"threads", OPT_INT, &threads}`,
/// or where one is compared. Who does so sets by name what somebody configures.
bool isNamedInTable(const link::Program &program, const Write &write);

} // namespace loadline::infer
