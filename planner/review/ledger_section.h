#pragma once

#include "planner/review/ledger.h"
#include "planner/review/page.h"

namespace loadline::review {

/// The ledger as a table; below each row how it was matched.
Section ledgerSection(const plan::Plan &plan, const findings::Audit &audit, const Ledger &ledger);

} // namespace loadline::review
