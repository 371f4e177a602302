#pragma once

#include "planner/review/checklists.h"
#include "planner/review/consequences.h"
#include "planner/review/ledger.h"
#include "planner/review/settlement.h"

#include <optional>
#include <vector>

namespace loadline::review {

/// What follows from holding code against plan.
struct Judgement {
  Ledger ledger;
  std::vector<Consequence> consequences; ///< in the order of the audit's findings
  std::optional<Settlement> settlement;  ///< where a review record was held against it
  std::vector<Checklist> checklists;     ///< those that were asked for
};

Judgement judged(const spec::System &system, const plan::Plan &plan, const findings::Audit &audit,
                 const Review &review);

/// How many entries of the ledger are broken.
std::size_t brokenBounds(const Ledger &ledger, const findings::Audit &audit);

} // namespace loadline::review
