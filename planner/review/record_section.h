#pragma once

#include "planner/review/page.h"
#include "planner/review/settlement.h"

namespace loadline::review {

/// What is left, what was decided and by whom, and which decisions are stale.
Section recordSection(const Settlement &settlement);

/// "3 left to decide, 2 accepted, 1 to fix, 1 stale".
std::string settlementText(const Settlement &settlement);

} // namespace loadline::review
