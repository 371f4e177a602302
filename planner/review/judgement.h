#pragma once

#include "planner/review/consequences.h"
#include "planner/review/ledger.h"

#include <vector>

namespace loadline::review {

/// What follows from holding code against plan.
struct Judgement {
  Ledger ledger;
  std::vector<Consequence> consequences; ///< in the order of the audit's findings
};

Judgement judged(const spec::System &system, const plan::Plan &plan, const findings::Audit &audit,
                 const Review &review);

/// How many entries of the ledger are broken.
std::size_t brokenBounds(const Ledger &ledger, const findings::Audit &audit);

} // namespace loadline::review
