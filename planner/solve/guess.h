#pragma once

#include "planner/solve/settling.h"

namespace loadline::solve {

/// What a first round starts from: ways, and flows and numbers inside as without any waiting.
void guess(Settling &all);

} // namespace loadline::solve
